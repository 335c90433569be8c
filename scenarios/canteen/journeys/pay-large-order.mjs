#!/usr/bin/env node
// A canteen order above what the PIN alone may pay: the cashier says so, the customer's passkey
// signs payee, amount, accounts and order, and both together pay it. Small meals stay with the PIN.
// The virtual authenticator of Chromium proves the protocol, not a sensor.
import { goReady } from '../../../web/tools/browser.mjs';
import { journey, mustBeEmpty } from '../../../web/tools/journey.mjs';
import { must } from './acts/joining.mjs';
import { nextLunch } from './acts/meals.mjs';
import { customerWithPhone, field, look, typePin } from './acts/pages.mjs';

const mobile = '13800138000';
const password = 'Sunny-Canteen-88';
const pin = '284913';
const found = [];

/** As many portions as there are, of the dearest dishes first, until they cost more than this. */
function moreThan(fen, dishes) {
  const lines = [];
  let total = 0;
  for (const dish of [...dishes].sort((a, b) => b.price_fen - a.price_fen)) {
    const quantity = Math.min(20, dish.stock_left ?? 20);
    if (total > fen || quantity === 0) continue;
    lines.push({ menu_item_id: dish.menu_item_id, quantity });
    total += quantity * dish.price_fen;
  }
  return lines;
}

await journey(async ({ browser, base, step }) => {
  const customer = await customerWithPhone(browser, base);
  const { context, page } = customer;
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const verified = (isUserVerified) =>
    devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  const button = (name) => page.getByRole('button', { name });
  const cashier = async (lines) => {
    const api = await customer.signedIn();
    const { total_fen } = await api.post('/canteen/order-quotes', { lines });
    const order = { lines, expected_total_fen: total_fen, note: '' };
    const { payment_id } = await api.post('/canteen/orders', order);
    await goReady(page, `${base}/h5/payment/${payment_id}`);
    return { payment_id, total_fen };
  };
  const typeAtCashier = async () => {
    await button(/^支付 /).click();
    await typePin(page, pin);
  };
  let dishes = [];
  let large = null;

  await step('the customer signs in with the password and tops up', async () => {
    await goReady(page, `${base}/h5/login`);
    await field(page, '手机号').fill(mobile);
    await page.getByLabel(/^登录密码/).fill(password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForFunction(() => sessionStorage.getItem('dlfp.session.h5') !== null);
    const { accounts } = await (await customer.signedIn()).get('/accounts');
    await goReady(page, `${base}/h5/account/${accounts[0].account_id}/top-up`);
    await field(page, '金额').fill('2000');
    await button('确认充值').click();
    await page.locator('[data-state="succeeded"]').waitFor({ timeout: 20_000 });
    ({ dishes } = await nextLunch(await customer.signedIn()));
  });
  // clause: 5.3-1
  await step('the PIN alone does not pay an order above 1,000.00 (5.3-1)', async () => {
    const lines = moreThan(100_000, dishes);
    large = await cashier(lines);
    must(large.total_fen > 100_000, `the order is only ${large.total_fen}`);
    await typeAtCashier();
    await page.getByText('凭支付密码现在还可支付').waitFor();
    await look(customer, found, 'h5-cashier-step-up');
  });
  await step('without a passkey the cashier leads to where one is added', async () => {
    await button(/^用通行密钥确认/).click();
    await page.getByText('您还没有添加').waitFor();
    await page.getByRole('link', { name: '去添加通行密钥' }).click();
    await button('添加通行密钥').click();
    await page.getByLabel(/^登录密码/).fill(password);
    await field(page, '名称').fill('我的手机');
    await button('下一步').click();
    await page.getByText('我的手机').waitFor();
  });
  await step('a finger that is not recognised pays nothing', async () => {
    await goReady(page, `${base}/h5/payment/${large.payment_id}`);
    await typeAtCashier();
    await verified(false);
    await button(/^用通行密钥确认/).click();
    await page.getByText('没有完成确认').waitFor();
    await verified(true);
  });
  // clause: 5.3-4, 9.1.3-d.2
  await step('the passkey signs this order and pays it (5.3-4)', async () => {
    await button(/^用通行密钥确认/).click();
    await page.locator('[data-state="charged"]').waitFor();
    await look(customer, found, 'h5-paid-with-passkey');
    const api = await customer.signedIn();
    const paid = await api.get(`/payments/${large.payment_id}`);
    must(paid.method === 'passkey' && paid.amount_fen === large.total_fen, JSON.stringify(paid));
  });
  // clause: 5.3-1
  await step('a small meal of the same day is paid with the PIN alone', async () => {
    const [small] = dishes.filter((dish) => dish.price_fen < 1_000);
    await cashier([{ menu_item_id: small.menu_item_id, quantity: 1 }]);
    await typeAtCashier();
    await page.locator('[data-state="charged"]').waitFor();
  });
  await step('the pages are free of axe’s findings and of small controls', () => {
    mustBeEmpty(found, 'findings');
  });
});
