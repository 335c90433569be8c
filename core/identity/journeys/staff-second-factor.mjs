#!/usr/bin/env node
// The second factor of staff in a real browser: a fresh colleague sets up an app, logs in with it,
// loses it, and two others remove it.
import { createHmac } from 'node:crypto';
import { axeViolations } from '../../../web/tools/axe.mjs';
import { desktop, goReady, openPage } from '../../../web/tools/browser.mjs';
import { staffSessions } from '../../../web/tools/demo-sessions.mjs';
import { journey, mustBeEmpty } from '../../../web/tools/journey.mjs';

const pictures = process.env.DLFP_PICTURES ?? null;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 6238 as an app has it: the code of a step. */
function totp(key_base32, step) {
  const bits = [...key_base32]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
let last_step = 0;
/** A step that is right now and was not used: the present one, or the one after it. */
function freshStep() {
  last_step = Math.max(Math.floor(Date.now() / 30_000), last_step + 1);
  return last_step;
}

await journey(async ({ browser, base: origin, step }) => {
  const base = `${origin}/console`;
  const sessions = await staffSessions(origin);
  const admin = sessions.find(({ permissions }) => permissions.includes('identity.manage_staff'));
  const approver = sessions.find(({ permissions }) =>
    permissions.includes('identity.approve_second_factor_resets'),
  );
  const office = await openPage(browser, { size: desktop, session: admin });
  const { context, page, problems } = await openPage(browser, { size: desktop });
  const found = [];
  const look = async (name) => {
    found.push(...(await axeViolations(page)));
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  };
  const login_name = `factor.${Date.now().toString(36)}`;
  const password = 'Own-Lantern-88';
  let key = '';
  let codes = [];
  const logIn = async (with_password) => {
    await goReady(page, `${base}/login`);
    await page.getByLabel('登录名').fill(login_name);
    await page.getByRole('textbox', { name: /^密码/ }).fill(with_password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  };
  const logOut = async () => {
    await goReady(page, `${base}/identity/password`);
    await page.locator('#content').getByRole('button', { name: '退出登录' }).click();
    await page.getByLabel('登录名').waitFor();
  };
  const give = async (code) => {
    await page.getByLabel('动态码或恢复码').fill(code);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  };

  await step('a colleague is created and chooses a password', async () => {
    await goReady(office.page, `${base}/identity/staff`);
    await office.page.getByRole('button', { name: '新增员工' }).click();
    const form = office.page.getByRole('dialog');
    await form.getByLabel('登录名').fill(login_name);
    await form.getByLabel('姓名').fill('何静');
    await form.getByRole('button', { name: '保存' }).click();
    const issued = office.page.getByRole('dialog').filter({ hasText: '初始密码' });
    const initial = (await issued.locator('dd').last().textContent()).trim();
    await logIn(initial);
    await page.getByLabel('原密码').fill(initial);
    await page.getByLabel('新密码').fill(password);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('密码已修改').first().waitFor();
  });

  await step('the app is set up by QR code, and its first code takes it into use', async () => {
    await goReady(page, `${base}/identity/second-factor`);
    await page.getByRole('button', { name: '设置验证器应用' }).click();
    await page.locator('.qr-code').waitFor();
    key = (await page.locator('.identity-totp-key').textContent()).replaceAll(' ', '').trim();
    await look('set-up');
    await page.getByLabel('应用显示的动态码').fill(totp(key, freshStep()));
    await page.getByRole('button', { name: '启用', exact: true }).click();
    await page.locator('.identity-recovery-codes li').first().waitFor();
    codes = await page.locator('.identity-recovery-codes li').allTextContents();
    if (codes.length !== 10) throw new Error(`${codes.length} recovery codes`);
    await look('recovery-codes');
    await page.getByRole('button', { name: '我已记下' }).click();
    await page.getByText('已启用').first().waitFor();
    await look('in-use');
  });

  await step('the next log-in asks its code; a wrong one is told, a right one opens', async () => {
    await logOut();
    await logIn(password);
    await page.getByLabel('动态码或恢复码').waitFor();
    const right = totp(key, freshStep());
    await give((right[0] === '9' ? '0' : '9') + right.slice(1));
    await page.getByText('还可尝试 4 次').waitFor();
    await look('wrong-code');
    await give(right);
    await page.getByRole('heading', { name: /何静/ }).waitFor();
    await goReady(page, `${base}/identity/second-factor`);
    await page.getByText('已启用').first().waitFor();
  });

  await step('without the phone a recovery code opens, once', async () => {
    await logOut();
    await logIn(password);
    await give(codes[0]);
    await page.getByRole('heading', { name: /何静/ }).waitFor();
    await logOut();
    await logIn(password);
    await give(codes[0]);
    await page.getByText('还可尝试 4 次').waitFor();
  });

  await step('two colleagues remove the lost app, and the password opens again', async () => {
    await goReady(office.page, `${base}/identity/staff`);
    const row = office.page.getByRole('row', { name: new RegExp(login_name) });
    await row.getByRole('button', { name: '重置双因素' }).click();
    await office.page.getByText('已提交').first().waitFor();
    const checker = await openPage(browser, { size: desktop, session: approver });
    await goReady(checker.page, `${base}/approval/requests`);
    const request = checker.page.getByRole('row', { name: /重置双因素：何静/ }).first();
    await request.getByRole('button', { name: '查看' }).click();
    await checker.page.getByRole('button', { name: '同意' }).click();
    await checker.page.getByRole('dialog').waitFor({ state: 'detached' });
    await checker.context.close();
    await logIn(password);
    await page.getByRole('heading', { name: /何静/ }).waitFor();
    await goReady(page, `${base}/identity/second-factor`);
    await page.getByText('未设置').first().waitFor();
  });

  await step('all pages are free of axe’s findings, and nothing went wrong', async () => {
    mustBeEmpty(found, `${found.length} findings`);
    mustBeEmpty([...problems, ...office.problems], 'problems');
  });
  await office.context.close();
  await context.close();
});
