// The counter in the cashier's browser: registered by the person in charge, selling with and
// without a connection.
import { goReady } from '../../../../web/tools/browser.mjs';
import { field, look, visit } from './pages.mjs';

/** The cashier's browser makes a key; who may manage terminals registers it for the shop. */
export async function registerCounter(cashier, in_charge, base, found) {
  await visit(cashier, `${base}/console/canteen/counter`, found, 'console-counter-unregistered');
  const public_key = await cashier.page.locator('.counter-register-key').innerText();
  const { page } = in_charge;
  await visit(in_charge, `${base}/console/canteen/terminals`, found);
  await page.getByRole('button', { name: '登记终端' }).click();
  await field(page, '终端名称').fill('便利店收银台');
  const areas = page.getByLabel('档口').last();
  const shop = await areas.locator('option', { hasText: '便利店' }).first().innerText();
  await areas.selectOption({ label: shop.trim() });
  await page.getByLabel('收款方式').last().selectOption({ label: '自由金额' });
  await field(page, '公钥').fill(public_key.trim());
  await page.getByRole('button', { name: '登记终端' }).last().click();
  await page.getByRole('cell', { name: '便利店收银台' }).waitFor();
  await cashier.page.getByRole('button', { name: '登记好了，继续' }).click();
  await cashier.page.getByText('已联网').waitFor();
}

async function sell(cashier, yuan, payer) {
  const { page } = cashier;
  await field(page, '金额').fill(yuan);
  await page.getByRole('button', { name: '加入' }).click();
  await field(page, '付款码或餐卡号').fill(payer);
  await page.getByRole('button', { name: /^(收款|离线记账)$/ }).click();
}

/** The phone shows its code, the counter sells with the digits of it. */
export async function sellByCode(cashier, customer, base, found) {
  await visit(customer, `${base}/h5/payment/code`, found);
  const shown = await customer.page.locator('[data-code]').first().innerText();
  await sell(cashier, '6.50', shown.replaceAll(/\D/g, ''));
  await cashier.page.locator('[data-end="booked"]').waitFor();
  await look(cashier, found, 'console-counter-booked');
}

const batches = '**/api/device/canteen/batches';

/**
 * The batch arrives and its answer is lost on the way: the counter keeps the sale and hands the
 * same batch in again, signed anew. Fills the list that it answers with what went and came back.
 */
async function loseAnswerOnce({ context }) {
  const sent = [];
  await context.route(batches, async (route) => {
    const { sales } = JSON.parse(route.request().postData());
    const response = await route.fetch();
    sent.push({ sales, receipts: (await response.json()).receipts });
    return sent.length === 1 ? route.abort('connectionreset') : route.fulfill({ response });
  });
  return sent;
}

/** Sells offline; the first upload's answer is lost, the second one says the sale is known. */
export async function handInTwice(cashier, diner_number, found) {
  const sent = await loseAnswerOnce(cashier);
  const { page } = cashier;
  await cashier.context.setOffline(true);
  try {
    await sell(cashier, '3', `#${diner_number}`);
    await page.locator('[data-end="queued"]').waitFor();
    await page.locator('[data-waiting="1"]').waitFor();
    await look(cashier, found, 'console-counter-offline');
  } finally {
    await cashier.context.setOffline(false);
  }
  const handed_in = page.locator('[data-waiting="0"]');
  for (let attempt = 0; attempt < 20 && (await handed_in.count()) === 0; attempt++) {
    await page.getByRole('button', { name: '立即上传并校时' }).click();
    await handed_in.waitFor({ timeout: 2_000 }).catch(() => undefined);
  }
  await handed_in.waitFor();
  await page.getByText('已联网').waitFor();
  await cashier.context.unroute(batches);
  mustBeTheSame(sent);
}

/** Both uploads held the same sale; the second one was told of the sale that stands. */
function mustBeTheSame(sent) {
  const [first, second] = sent;
  const texts = sent.map(({ sales }) => JSON.stringify(sales));
  const is_same = sent.length === 2 && texts[0] === texts[1];
  if (!is_same || first.receipts[0].sale_id !== second.receipts[0].sale_id)
    throw new Error(JSON.stringify(sent));
}

/** Staff see one batch and, among the sales, one sale of it. */
export async function seeOneBatch(in_charge, base, found) {
  await visit(in_charge, `${base}/console/canteen/offline-batches`, found, 'console-batches');
  const { items } = await in_charge.api.get('/staff/canteen/offline-batches');
  const own = items.filter((one) => one.terminal_name === '便利店收银台');
  if (own.length !== 1 || own[0].sale_count !== 1) throw new Error(JSON.stringify(items));
  await in_charge.page.getByRole('cell', { name: '便利店收银台' }).first().waitFor();
}

/** A second reading of the page keeps the terminal: its key lives in the browser. */
export async function reopenCounter(cashier, base) {
  await goReady(cashier.page, `${base}/console/canteen/counter`);
  await cashier.page.getByText('便利店收银台').first().waitFor();
}
