// What stands between an account and the first meal: the canteen's list, the link to it, money in
// the purse.
import { execFileSync } from 'node:child_process';
import { goReady } from '../../../../web/tools/browser.mjs';
import { li, smsCode } from './customer.mjs';
import { field, typePin, visit } from './pages.mjs';

export const must = (is_so, what) => {
  if (!is_so) throw new Error(what);
};

/** On the manager's list, and never registered before. */
export const wang = {
  name: '王五',
  id_number: '330106199505150014',
  mobile: '13700137000',
  diner_number: '8803',
};

/** A list of diners as an office program writes it: GBK, and one row with a short number. */
function dinersFile() {
  const rows = [
    '工号,姓名,手机号,部门,价格类别',
    `8801,${li.name},${li.mobile},技术部,职工`,
    '8802,周八,1340013,后勤部,职工',
    `${wang.diner_number},${wang.name},${wang.mobile},一年级,学生`,
  ];
  const text = `${rows.join('\n')}\n`;
  return execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GBK'], { input: text }).toString('base64');
}

export async function importDiners(in_charge) {
  const file_base64 = dinersFile();
  const look = await in_charge.api.post('/staff/canteen/diner-import/preview', { file_base64 });
  must(look.added_count === 2 && look.wrong_count === 1, JSON.stringify(look));
  must(look.error_csv.includes('手机号不是11位有效号码'), look.error_csv);
  const { content_hash } = look;
  await in_charge.api.post('/staff/canteen/diner-import', {
    file_base64,
    content_hash,
    file_name: '名单.csv',
  });
}

/** The customer finds the canteen's record and tops the purse up with 50 yuan. */
export async function linkAndFillPurse(customer, base, found) {
  const { page } = customer;
  await visit(customer, `${base}/h5/canteen/dining`, found);
  await page.locator('[data-link]').click();
  await page.getByText('可以就餐').first().waitFor();
  await visit(customer, `${base}/h5/canteen/purses`, found);
  await page.getByRole('link', { name: '充值' }).first().click();
  await field(page, '金额').fill('50');
  await page.getByRole('button', { name: '充值' }).last().click();
  await typePin(page, li.pin);
  await page.locator('[data-moved]').waitFor();
}

/** Somebody of the list logs in with a short message's code alone, and proves the name. */
export async function logInByCode(diner, clerk, base, found) {
  const { page } = diner;
  await visit(diner, `${base}/h5/login`, found);
  await page.getByRole('tab', { name: '验证码登录' }).click();
  await field(page, '手机号').fill(wang.mobile);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await field(page, '短信验证码').fill(await smsCode(clerk, base, wang.mobile));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForFunction(() => sessionStorage.getItem('dlfp.session.h5') !== null);
  await visit(diner, `${base}/h5/verify`, found);
  await field(page, '姓名').fill(wang.name);
  await field(page, '身份证号码').fill(wang.id_number);
  await page.getByRole('button', { name: '提交认证' }).click();
  await page.getByText('实名认证成功').first().waitFor();
}

/** Finds the record with number and class, the purse, and the menu. */
export async function findOwnRecord(diner, base, found) {
  const { page } = diner;
  await visit(diner, `${base}/h5/canteen/dining`, found);
  await Promise.all([
    page.waitForResponse((reply) => reply.url().endsWith('/canteen/dining/link')),
    page.locator('[data-link]').click(),
  ]);
  await goReady(page, `${base}/h5/canteen/dining`);
  const { canteens } = await (await diner.signedIn()).get('/canteen/dining');
  must(canteens[0]?.price_class_name === '学生', JSON.stringify(canteens));
  await visit(diner, `${base}/h5/canteen/purses`, found, 'h5-purses-imported');
  await page.getByText('现金余额').first().waitFor();
  await visit(diner, `${base}/h5/canteen`, found, 'h5-menu-imported');
  await page.getByText('阳光食堂一号餐厅').first().waitFor();
}
