// What stands between an account and the first meal: the canteen's list, the link to it, money in
// the purse.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { goReady } from '../../../../web/tools/browser.mjs';
import { li, smsCode } from './customer.mjs';
import { field, look, typePin, visit } from './pages.mjs';

export const must = (is_so, what) => {
  if (!is_so) throw new Error(what);
};

/** On the manager's list, and never registered before; the own bank account is frozen. */
export const wang = {
  name: '王五',
  id_number: '330106199505150014',
  mobile: '13700137000',
  diner_number: '8803',
  bank_account: '6222020000000000055',
};

/** A list of diners; as long as nobody mended it, one mobile number is too short. */
function dinersList(mobile_of_8802) {
  const rows = [
    '工号,姓名,手机号,部门,价格类别',
    `8801,${li.name},${li.mobile},技术部,职工`,
    `8802,周八,${mobile_of_8802},后勤部,职工`,
    `${wang.diner_number},${wang.name},${wang.mobile},一年级,学生`,
  ];
  return Buffer.from(`${rows.join('\n')}\n`);
}

/** The list as an office program writes it: in GBK. */
function listInGbk() {
  return execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GBK'], { input: dinersList('1340013') });
}

export async function importDiners(in_charge) {
  const file_base64 = listInGbk().toString('base64');
  const look = await in_charge.api.post('/staff/canteen/diner-import/preview', { file_base64 });
  must(look.added_count === 2 && look.wrong_count === 1, JSON.stringify(look));
  const { content_hash } = look;
  await in_charge.api.post('/staff/canteen/diner-import', {
    file_base64,
    content_hash,
    file_name: '名单.csv',
  });
}

/** Opens the sheet of imports and chooses a file; waits for the verdict in these words. */
async function chooseFile({ page }, buffer, verdicts) {
  await page.getByRole('button', { name: '批量导入' }).click();
  const sheet = page.getByRole('dialog');
  const file = { name: '名单.csv', mimeType: 'text/csv', buffer };
  await sheet.locator('input[type="file"]').setInputFiles(file);
  for (const words of verdicts)
    await sheet.locator('[data-counts]').getByText(words, { exact: true }).waitFor();
  return sheet;
}

async function confirmImport(sheet) {
  await sheet.locator('[data-confirm]').click();
  await sheet.getByRole('button', { name: '关闭', exact: true }).last().click();
  await sheet.waitFor({ state: 'hidden' });
}

const numberOf8801 = ({ api }) => api.get('/staff/canteen/diners?diner_number=8801');

/** On the page: looked at, wrong rows taken away as a file, the good ones imported together. */
export async function importOnPage(in_charge, base, found) {
  const { page } = in_charge;
  await visit(in_charge, `${base}/console/canteen/diners`, found, 'console-diners');
  const sheet = await chooseFile(in_charge, listInGbk(), ['新增 2', '错误 1']);
  await look(in_charge, found, 'console-import');
  must((await numberOf8801(in_charge)).items.length === 0, 'looking at a file imported it');
  const [errors] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('button', { name: '下载错误清单' }).click(),
  ]);
  const listed = readFileSync(await errors.path(), 'utf8');
  must(/8802,周八,1340013.*手机号不是11位有效号码/.test(listed), listed);
  must(!listed.includes(li.mobile), listed);
  await confirmImport(sheet);
  must((await numberOf8801(in_charge)).items.length === 1, 'the good rows are not there');
}

/** The mended list in UTF-8: what is known stays as it is, what was wrong comes in. */
export async function importMendedList(in_charge) {
  const sheet = await chooseFile(in_charge, dinersList('13400134000'), [
    '新增 1',
    '不变 2',
    '错误 0',
  ]);
  await confirmImport(sheet);
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

/** From the empty page of orders to the record with number and class, the purse, and the menu. */
export async function findOwnRecord(diner, base, found) {
  const { page } = diner;
  await visit(diner, `${base}/h5/canteen/order`, found, 'h5-order-not-joined');
  await page.getByRole('link', { name: '去加入餐厅' }).click();
  await page.waitForURL(/\/h5\/canteen\/dining/);
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
