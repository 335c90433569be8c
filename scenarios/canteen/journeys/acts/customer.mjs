// What the customer does before the first meal: register, prove the name, open an account.
import { goReady } from '../../../../web/tools/browser.mjs';
import { field, look, typePin, visit } from './pages.mjs';

/** 李四 of the host's sandbox; the phone that registers is another one than the reserved number. */
export const li = {
  name: '李四',
  id_number: '110101198811230015',
  mobile: '13911112222',
  reserved_mobile: '13900139000',
  bank_account: '6222020000000000044',
  password: 'Lotus-Harbour-77',
  pin: '284617',
};

/** 赵六 of the host's sandbox: its answer to a movement gets lost, the money moved. */
export const zhao = {
  ...li,
  name: '赵六',
  id_number: '440305199207210015',
  mobile: '13611112222',
  reserved_mobile: '13600136000',
  bank_account: '6222020000000000066',
};

/** The newest code for this number in the console's list of short messages, marked as sandbox. */
export async function smsCode(desk, base, mobile) {
  const masked = `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
  for (let attempt = 0; attempt < 20; attempt++) {
    await goReady(desk.page, `${base}/console/outbox/sms`);
    await desk.page.locator('[data-sandbox]').waitFor();
    const row = desk.page.locator('tbody tr', { hasText: masked }).first();
    if ((await row.count()) > 0) {
      const code = (await row.innerText()).match(/(?<!\d)\d{6}(?!\d)/)?.[0];
      if (code) return code;
    }
  }
  throw new Error(`no short message with a code for ${masked}`);
}

export async function register(customer, clerk, base, found) {
  const { page, person = li } = customer;
  await visit(customer, `${base}/h5/register`, found);
  await field(page, '手机号').fill(person.mobile);
  await page.getByRole('button', { name: '获取验证码' }).click();
  const code = await smsCode(clerk, base, person.mobile);
  await field(page, '短信验证码').fill(code);
  await field(page, '新的登录密码').fill(person.password);
  await page.getByRole('button', { name: '注册并登录' }).click();
  await page.waitForFunction(() => sessionStorage.getItem('dlfp.session.h5') !== null);
}

export async function proveName(customer, base, found) {
  const { page, person = li } = customer;
  await visit(customer, `${base}/h5/verify`, found);
  await field(page, '姓名').fill('李五');
  await field(page, '身份证号码').fill(person.id_number);
  await page.getByRole('button', { name: '提交认证' }).click();
  await page.locator('[data-code]').waitFor();
  await field(page, '姓名').fill(person.name);
  await page.getByRole('button', { name: '提交认证' }).click();
  await page.getByText('实名认证成功').first().waitFor();
}

export async function setPin(customer, base, found) {
  const { page, person = li } = customer;
  await visit(customer, `${base}/h5/security/payment-pin`, found);
  await field(page, '登录密码').fill(person.password);
  await page.getByRole('button', { name: '下一步' }).click();
  await typePin(page, person.pin);
  await page.getByText('请再次输入新的支付密码').first().waitFor();
  await typePin(page, person.pin);
  await page.getByText('支付密码已保存').first().waitFor();
}

/** Asks to bind a bank account, which the bank refuses in these words; the form stays filled in. */
export async function bindRefused(customer, base, found, { bank_account, mobile, words }) {
  const { page } = customer;
  await visit(customer, `${base}/h5/account/open`, found);
  await field(page, '绑定的银行卡号').fill(bank_account);
  await field(page, '银行预留手机号').fill(mobile);
  await page.getByText('本人确认以上账户为本人所有').click();
  await page.getByRole('button', { name: '核验并开户' }).click();
  await page.locator('[data-code]', { hasText: words }).waitFor();
}

export async function openAccount(customer, base, found) {
  const { page, person = li } = customer;
  const words = '手机号与银行预留的不一致';
  await bindRefused(customer, base, found, { ...person, words });
  await field(page, '银行预留手机号').fill(person.reserved_mobile);
  await page.getByRole('button', { name: '核验并开户' }).click();
  await page.getByText('开户成功').waitFor();
}

async function askTopUp(customer, base, found) {
  const { page } = customer;
  const { accounts } = await (await customer.signedIn()).get('/accounts');
  await visit(customer, `${base}/h5/account/${accounts[0].account_id}/top-up`, found);
  await field(page, '金额').fill('500');
  await page.getByRole('button', { name: '确认充值' }).click();
}

/** Types an amount of yuan and confirms; waits for the host's answer. */
export async function topUp(customer, base, found) {
  await askTopUp(customer, base, found);
  await customer.page.locator('[data-state="succeeded"]').waitFor({ timeout: 20_000 });
}

/** The host's answer is lost: the page says so, and shows the money once an inquiry found it. */
export async function topUpWithoutAnswer(customer, base, found) {
  const { page } = customer;
  await askTopUp(customer, base, found);
  await page.locator('[data-state="unknown"]').waitFor({ timeout: 20_000 });
  await look(customer, found, 'h5-top-up-unknown');
  await page.locator('[data-state="succeeded"]').waitFor({ timeout: 120_000 });
  const { accounts } = await (await customer.signedIn()).get('/accounts');
  if (accounts[0].balance_fen !== 50_000) throw new Error(JSON.stringify(accounts));
}
