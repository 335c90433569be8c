#!/usr/bin/env node
// A day of trading on a fresh platform with its demo bank, on the pages of both shells: order
// ahead, pay, cook, hand out, sell at the counter with and without a connection, rate, refund with
// a second person, receipts, day close and reports. How a customer gets this far is looked at step
// by step in join-canteen. Clauses 3.1.3-2, -5, -10, -11, -14.
import { readFileSync } from 'node:fs';
import { goReady } from '../../../web/tools/browser.mjs';
import { journey, mustBeEmpty } from '../../../web/tools/journey.mjs';
import { closeLastDay, reviewDaysSince, tryToCloseToday } from './acts/books.mjs';
import {
  handInTwice,
  registerCounter,
  reopenCounter,
  seeOneBatch,
  sellByCode,
} from './acts/counter.mjs';
import { visitInOtherLooks } from './acts/looks.mjs';
import { li, openAccount, proveName, register, setPin, topUp } from './acts/customer.mjs';
import { importDiners, linkAndFillPurse, must } from './acts/joining.mjs';
import {
  answerRating,
  approveNewest,
  askRefund,
  cancelDish,
  cookAndHandOut,
  nextLunch,
  orderAndPay,
  rateOrder,
} from './acts/meals.mjs';
import { customerWithPhone, field, staffAtDesk, visit } from './acts/pages.mjs';
import { chinaDay, refusalOf } from './acts/platform.mjs';

const found = [];
/** Above the demo's limit of 200 yuan for a refund by one person. */
const refund_yuan = '205';

/** Somebody who registered and proved no name: reads, may speak, may not order. */
async function visitUnverified(browser, base) {
  const guest = await customerWithPhone(browser, base);
  const { page } = guest;
  await goReady(page, `${base}/h5/login`);
  await field(page, '手机号').fill('13900139000');
  await field(page, '登录密码').fill('Sunny-Canteen-88');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForFunction(() => sessionStorage.getItem('dlfp.session.h5') !== null);
  await visit(guest, `${base}/h5/canteen`, found);
  await page.getByText('阳光食堂一号餐厅').first().waitFor();
  await visit(guest, `${base}/h5/canteen/feedback`, found);
  await field(page, '您的意见').fill('请增加素菜');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('请增加素菜').first().waitFor();
  await goReady(page, `${base}/h5/canteen/order`);
  await page.waitForURL(/\/h5\/verify/);
  const api = await guest.signedIn();
  for (const target of ['/canteen/order-meals', '/canteen/orders']) {
    const refused = await refusalOf(api.get(target));
    must(refused.includes(' 403 '), `${target} answered ${refused}`);
  }
  mustBeEmpty(guest.problems, 'problems');
}

async function exportTenders(in_charge, base) {
  const { page } = in_charge;
  await visit(in_charge, `${base}/console/canteen/overview`, found);
  await visit(in_charge, `${base}/console/canteen/reports/tenders`, found);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出表格' }).click(),
  ]);
  const bytes = readFileSync(await download.path());
  must(bytes.subarray(0, 2).toString() === 'PK', 'the file is no spreadsheet');
  const csv = await in_charge.api.get('/staff/canteen/reports/diners/export?file=csv');
  must(csv.includes('合计') && !csv.includes(li.name), csv);
}

await journey(async ({ browser, base, step }) => {
  const clerk = await staffAtDesk(browser, base, 'bank.operator');
  const in_charge = await staffAtDesk(browser, base, 'canteen.manager');
  const approver = await staffAtDesk(browser, base, 'canteen.approver');
  const cashier = await staffAtDesk(browser, base, 'canteen.cashier');
  const cook = await staffAtDesk(browser, base, 'canteen.kitchen');
  const customer = await customerWithPhone(browser, base);
  const first_day = chinaDay();
  let meal, order, beside, big;

  await step('a customer has joined, with money in the account and the purse', async () => {
    await register(customer, clerk, base, found);
    await proveName(customer, base, found);
    await setPin(customer, base, found);
    await openAccount(customer, base, found);
    await topUp(customer, base, found);
    await importDiners(in_charge);
    await linkAndFillPurse(customer, base, found);
  });
  // clause: 3.1.3-5
  await step(
    'the next lunch is ordered ahead, paid from the purse and has a number (3.1.3-5)',
    async () => {
      meal = await nextLunch(await customer.signedIn());
      const dish = meal.dishes.find((one) => one.is_set_meal);
      beside = meal.dishes.find((one) => one.area_name === '小炒窗口' && one.price_fen <= 16_00);
      order = await orderAndPay(customer, base, {
        meal,
        dish,
        quantity: 1,
        beside,
        purses: ['现金钱包'],
        found,
      });
    },
  );
  await step('a dish is given back before the cut-off, its money to the purse (C5)', async () => {
    await cancelDish(customer, base, { order, dish: beside, found });
    const { refunded_fen, tenders } = await (
      await customer.signedIn()
    ).get(`/canteen/orders/${order.order_id}`);
    must(refunded_fen === beside.price_fen, JSON.stringify(refunded_fen));
    must(tenders[0].refunded_fen === beside.price_fen, JSON.stringify(tenders));
  });
  // clause: 3.1.3-3
  await step('the kitchen sees the slip and what changed, cooks and hands out', async () => {
    await cookAndHandOut(cook, base, { order, cancelled: beside, found });
    const { state } = await (await customer.signedIn()).get(`/canteen/orders/${order.order_id}`);
    must(state === 'collected', `the order is ${state}`);
  });
  // clause: 3.1.3-11
  await step('the customer rates the meal, the reply arrives (3.1.3-11)', async () => {
    await rateOrder(customer, base, { order, found });
    await answerRating(in_charge, customer, base, found);
  });
  await step('the cashier’s browser becomes a registered counter', () =>
    registerCounter(cashier, in_charge, base, found),
  );
  await step('the counter sells by the payment code on the phone', () =>
    sellByCode(cashier, customer, base, found),
  );
  await step('a sale without connection is handed in twice and counts once (C1–C3)', async () => {
    await handInTwice(cashier, '8801', found);
    await reopenCounter(cashier, base);
    await seeOneBatch(in_charge, base, found);
    const sales = await in_charge.api.get('/staff/canteen/counter-sales');
    const amounts = sales.items
      .filter((sale) => sale.diner_number === '8801')
      .map((sale) => sale.total_fen)
      .sort((a, b) => a - b);
    must(JSON.stringify(amounts) === '[300,650]', JSON.stringify(sales.items));
  });
  // clause: 3.1.3-3
  await step('a refund above the limit waits for a second person (C5)', async () => {
    const dish = meal.dishes.find((one) => one.price_fen >= 12_00);
    const quantity = Math.ceil(210_00 / dish.price_fen);
    const purses = ['现金钱包', '电子账户'];
    big = await orderAndPay(customer, base, { meal, dish, quantity, purses, found });
    await askRefund(cashier, base, { order: big, yuan: refund_yuan, reason: '停电未出餐', found });
    await approveNewest(approver, base, found);
  });
  await step('the money is back in the purses it came from, last one first (C5)', async () => {
    const api = await customer.signedIn();
    const { refunds, tenders } = await api.get(`/canteen/orders/${big.order_id}`);
    must(refunds.length === 1 && refunds[0].state === 'refunded', JSON.stringify(refunds));
    const [cash, account] = tenders;
    must(account.kind === 'eaccount', JSON.stringify(tenders));
    must(account.refunded_fen === account.amount_fen, JSON.stringify(tenders));
    must(cash.refunded_fen === 205_00 - account.amount_fen, JSON.stringify(tenders));
    await visit(customer, `${base}/h5/canteen/orders/${big.order_id}`, found, 'h5-order-refunded');
    await customer.page.getByText('停电未出餐').waitFor();
  });
  // clause: 8.1.1-2
  await step('the history shows the trades, the receipt its purses', async () => {
    await visit(customer, `${base}/h5/payment/history`, found);
    await customer.page.getByText('6.50').first().waitFor();
    await visit(customer, `${base}/h5/payment/${big.payment_id}/receipt`, found, 'h5-receipt');
    await customer.page.getByText('停电未出餐').first().waitFor();
  });
  // clause: 3.1.3-10, 3.1.3-14
  await step('without a proven name: public facts and feedback, no order (3.1.3-10, -14)', () =>
    visitUnverified(browser, base),
  );
  // clause: 3.1.3-2
  await step('the day before is closed: settled with its fee, and the ledger agrees', async () => {
    const { day, closed } = await closeLastDay(in_charge, base, found);
    const { items } = await in_charge.api.get('/staff/settlements');
    const settled = items.find((one) => one.business_day === day);
    must(settled.settled_fen === closed.settled_fen, JSON.stringify(settled));
    must(settled.fee_fen === closed.fee_fen, JSON.stringify(settled));
    await visit(in_charge, `${base}/console/payment/settlements`, found);
    await in_charge.page
      .getByText((closed.settled_fen / 100).toFixed(2))
      .first()
      .waitFor();
  });
  // clause: 3.1.3-2
  await step(
    'today’s books agree; the day cannot be closed while it trades (3.1.3-2)',
    async () => {
      const { charged_fen, refunded_fen } = await reviewDaysSince(first_day, in_charge);
      must(
        charged_fen > 0 && refunded_fen === 205_00 + beside.price_fen,
        `${charged_fen}, ${refunded_fen}`,
      );
      await tryToCloseToday(in_charge, base, found);
    },
  );
  // clause: 3.1.3-2
  await step('a report is looked at and taken away as a spreadsheet', () =>
    exportTenders(in_charge, base),
  );
  await step('the pages hold in elder mode and in the dark, too', () =>
    visitInOtherLooks(browser, base, { customer, in_charge, order, found }),
  );
  await step('no page that was visited has a finding of axe', () => mustBeEmpty(found, 'findings'));
  await step('nothing went wrong on any page', () =>
    mustBeEmpty(
      [clerk, in_charge, approver, cashier, cook, customer].flatMap((held) => held.problems),
      'problems',
    ),
  );
});
