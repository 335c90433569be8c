// What stands between an account and the first meal: the canteen's list, the link to it, money in
// the purse.
import { execFileSync } from 'node:child_process';
import { li } from './customer.mjs';
import { field, typePin, visit } from './pages.mjs';

export const must = (is_so, what) => {
  if (!is_so) throw new Error(what);
};

/** A list of diners as an office program writes it: GBK, and one row with a short number. */
function dinersFile() {
  const text = `工号,姓名,手机号,部门,价格类别\n8801,${li.name},${li.mobile},技术部,职工\n8802,周八,1340013,后勤部,职工\n`;
  return execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GBK'], { input: text }).toString('base64');
}

export async function importDiners(in_charge) {
  const file_base64 = dinersFile();
  const look = await in_charge.api.post('/staff/canteen/diner-import/preview', { file_base64 });
  must(look.added_count === 1 && look.wrong_count === 1, JSON.stringify(look));
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
