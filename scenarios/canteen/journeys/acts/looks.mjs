// The pages of the day once more as other people see them: large letters, dark screens.
import { desktop, openPage, phone } from '../../../../web/tools/browser.mjs';
import { mustBeEmpty } from '../../../../web/tools/journey.mjs';
import { visit } from './pages.mjs';

const looks = [
  { name: 'elder', area: 'h5', size: phone, display: { theme: 'light', elder: true } },
  { name: 'dark', area: 'h5', size: phone, display: { theme: 'dark' } },
  { name: 'dark', area: 'console', size: desktop, display: { theme: 'dark' } },
];
const console_pages = {
  overview: '/canteen/overview',
  days: '/canteen/days',
  kitchen: '/canteen/kitchen',
  batches: '/canteen/offline-batches',
};

async function sessionOf({ page }, area) {
  const kept = await page.evaluate((key) => sessionStorage.getItem(key), `dlfp.session.${area}`);
  return { ...JSON.parse(kept), area };
}

/** Visits the journey's pages in each look under the session of who has been there before. */
export async function visitInOtherLooks(browser, base, { customer, in_charge, order, found }) {
  const customer_pages = {
    menu: '/canteen',
    order: '/canteen/order',
    orders: '/canteen/orders',
    'order-status': `/canteen/orders/${order.order_id}`,
    purses: '/canteen/purses',
    dining: '/canteen/dining',
    feedback: '/canteen/feedback',
    history: '/payment/history',
    receipt: `/payment/${order.payment_id}/receipt`,
  };
  for (const { name, area, size, display } of looks) {
    const session = await sessionOf(area === 'h5' ? customer : in_charge, area);
    const opened = await openPage(browser, { size, display, session });
    const held = { ...opened, elder: display.elder === true };
    const pages = area === 'h5' ? customer_pages : console_pages;
    for (const [title, path] of Object.entries(pages))
      await visit(held, `${base}/${area}${path}`, found, `${area}-${title}-${name}`);
    mustBeEmpty(held.problems, 'problems');
    await held.context.close();
  }
}
