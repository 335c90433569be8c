// Ordering ahead on the phone, the kitchen's board, rating, and money back, as people do it on
// pages.
import { goReady } from '../../../../web/tools/browser.mjs';
import { li } from './customer.mjs';
import { must } from './joining.mjs';
import { field, look, typePin, visit } from './pages.mjs';
import { chinaDay } from './platform.mjs';

/** The first lunch after today (lunch is not served every day) with the customer's prices. */
export async function nextLunch(api) {
  const { items } = await api.get('/canteen/order-meals');
  const meal = items
    .filter((one) => one.day > chinaDay() && one.period_name.includes('午餐'))
    .sort((a, b) => a.day.localeCompare(b.day))[0];
  must(meal, `no lunch among ${JSON.stringify(items).slice(0, 400)}`);
  const menu = await api.get(`/canteen/order-menu?period_id=${meal.period_id}&day=${meal.day}`);
  return { ...meal, dishes: menu.items };
}

/** The menu of today and the days after it, each by its tab, with the groups of allergens. */
export async function readWeek(customer, base, found) {
  const { page } = customer;
  await visit(customer, `${base}/h5/canteen`, found);
  await page.getByText('阳光食堂一号餐厅').first().waitFor();
  const days = page.getByRole('tab');
  must((await days.count()) >= 7, `the menu has ${await days.count()} days`);
  // Tomorrow has all its meals ahead, whatever time it is.
  await days.nth(1).click();
  const allergens = page.locator('.canteen-meal-allergens');
  await allergens.getByText('大豆', { exact: true }).first().waitFor();
  await page.getByRole('heading', { name: '午餐' }).first().waitFor();
}

async function choosePortions(page, dish, quantity) {
  const portions = page
    .locator(`[data-dish="${dish.dish_id}"]`)
    .getByRole('textbox', { name: dish.dish_name });
  await portions.fill(String(quantity));
  await portions.press('Tab');
}

/** Chooses portions, one of a dish beside, and stops at the sheet that names the purses. */
async function chooseDishes(customer, base, wish) {
  const { meal, dish, quantity, beside, found } = wish;
  const { page } = customer;
  const query = `period_id=${meal.period_id}&day=${meal.day}`;
  await visit(customer, `${base}/h5/canteen/order?${query}`, found);
  await choosePortions(page, dish, quantity);
  if (beside) await choosePortions(page, beside, 1);
  await page.getByRole('button', { name: '去结算' }).click();
  await page.getByText('将从这里支付').waitFor();
  for (const purse of wish.purses) await page.getByText(purse).first().waitFor();
  await look(customer, found, `h5-order-confirm-${quantity}`);
}

/** The order once its payment's event has reached it. */
async function numberedOrder(api, order_id) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const order = await api.get(`/canteen/orders/${order_id}`);
    if (order.pick_up_number) return order;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error(`order ${order_id} has no pick-up number`);
}

/** Orders, pays at the cashier with the payment password, and returns to the pick-up number. */
export async function orderAndPay(customer, base, wish) {
  const { page } = customer;
  await chooseDishes(customer, base, wish);
  await field(page, '备注').fill('少油');
  await page.getByRole('button', { name: /^提交并支付/ }).click();
  await page.getByRole('button', { name: /^支付 / }).click();
  await typePin(page, li.pin);
  await page.locator('[data-state="charged"]').waitFor();
  await look(customer, wish.found, `h5-paid-${wish.quantity}`);
  await page.getByRole('link', { name: '返回订单' }).click();
  await page.waitForURL(/\/canteen\/orders\//);
  const order = await numberedOrder(await customer.signedIn(), page.url().split('/').at(-1));
  await page.locator('.canteen-now-number', { hasText: order.pick_up_number }).waitFor();
  await look(customer, wish.found, `h5-order-${wish.quantity}`);
  return order;
}

/** Before the cut-off the customer does without one dish; the money is back at once. */
export async function cancelDish(customer, base, { order, dish, found }) {
  const { page } = customer;
  await visit(customer, `${base}/h5/canteen/orders/${order.order_id}`, found);
  const line = page.locator('.canteen-line', { hasText: dish.dish_name });
  await line.getByRole('button', { name: '退这道菜' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '确定' }).click();
  await page.getByText('已退 1 份').waitFor();
  await look(customer, found, 'h5-order-without-a-dish');
}

/**
 * Each slip goes from waiting to done on the board, the last one with the dish that is not wanted
 * any more; the meal goes out by its number.
 */
export async function cookAndHandOut(cook, base, wish) {
  const { order, cancelled, found } = wish;
  const { page } = cook;
  await goReady(page, `${base}/console/canteen/kitchen`);
  await page.getByLabel('日期').fill(order.meal.day);
  const periods = page.getByLabel('餐次').first();
  await periods.selectOption({ label: order.meal.period_name });
  const slipsIn = (column) =>
    page
      .locator(`[data-column="${column}"] article`)
      .filter({ hasText: `${order.pick_up_number} 号` });
  await slipsIn('waiting').filter({ hasText: cancelled.dish_name }).nth(1).waitFor();
  const delta = slipsIn('waiting').filter({ hasText: '退 1' });
  must((await delta.innerText()).includes(cancelled.dish_name), await delta.innerText());
  await look(cook, found, 'console-kitchen');
  for (const slip of [0, 1]) {
    await slipsIn('waiting').first().getByRole('button').click();
    await slipsIn('cooking').first().getByRole('button').click();
    await slipsIn('done').nth(slip).waitFor();
  }
  await field(page, '取餐号').fill(String(order.pick_up_number));
  await page.getByRole('button', { name: '叫号取餐' }).click();
  // The meal is another day's: the counter opens for a reason only.
  await field(page, '提前或补取的原因').fill('顾客出差，提前取餐');
  await look(cook, found, 'console-hand-out-early');
  await page.getByRole('button', { name: '叫号取餐' }).click();
  await page.getByText(`${order.pick_up_number} 号已取餐`).waitFor();
}

/** Five stars for an order that was picked up. */
export async function rateOrder(customer, base, wish) {
  const { page } = customer;
  await visit(customer, `${base}/h5/canteen/orders/${wish.order.order_id}`, wish.found);
  await page.getByRole('link', { name: '评价这一餐' }).click();
  await page.locator('.rating-field-star').nth(4).click();
  await field(page, '还想说点什么').fill('饭菜很好吃');
  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByText('您已评价：5 星').waitFor();
  await look(customer, wish.found, 'h5-rated');
}

/** The person in charge answers on the console; the customer reads it. */
export async function answerRating(in_charge, customer, base, found) {
  const { page } = in_charge;
  await visit(in_charge, `${base}/console/canteen/feedback`, found);
  await page
    .getByRole('row', { name: /饭菜很好吃/ })
    .getByRole('button', { name: '回复' })
    .click();
  await field(page, '回复内容').fill('谢谢，明天还有');
  await page.getByRole('button', { name: '发送' }).click();
  await page.getByText('谢谢，明天还有').first().waitFor();
  await goReady(customer.page, `${base}/h5/canteen/feedback`);
  await customer.page.getByText('谢谢，明天还有').first().waitFor();
}

/** The cashier asks for part of an order's money back; above the limit it waits. */
export async function askRefund(asker, base, wish) {
  const { page } = asker;
  await visit(asker, `${base}/console/canteen/orders/${wish.order.order_id}`, wish.found);
  await page.getByRole('button', { name: '退款' }).click();
  await field(page, '退款金额').fill(wish.yuan);
  await field(page, '原因').fill(wish.reason);
  await look(asker, wish.found, 'console-refund');
  await page.getByRole('button', { name: '提交退款' }).click();
  await page.getByText('已提交，等待复核').waitFor();
}

/** Somebody else decides it on the page of approvals. */
export async function approveNewest(approver, base, found) {
  const { page } = approver;
  await visit(approver, `${base}/console/approval/requests`, found);
  await page.getByRole('button', { name: '查看' }).first().click();
  await look(approver, found, 'console-approval');
  await page.getByRole('button', { name: '同意' }).click();
  await page.getByText('已处理').first().waitFor();
}
