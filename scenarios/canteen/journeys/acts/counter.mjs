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

/** Sells while the network is gone, then hands the sale in when it is back. */
export async function sellOffline(cashier, diner_number, found) {
  await cashier.context.setOffline(true);
  try {
    await sell(cashier, '3', `#${diner_number}`);
    await cashier.page.locator('[data-end="queued"]').waitFor();
    await cashier.page.locator('[data-waiting="1"]').waitFor();
    await look(cashier, found, 'console-counter-offline');
  } finally {
    await cashier.context.setOffline(false);
  }
  await cashier.page.locator('[data-waiting="0"]').waitFor();
  await cashier.page.getByText('已联网').waitFor();
}

/** A second reading of the page keeps the terminal: its key lives in the browser. */
export async function reopenCounter(cashier, base) {
  await goReady(cashier.page, `${base}/console/canteen/counter`);
  await cashier.page.getByText('便利店收银台').first().waitFor();
}
