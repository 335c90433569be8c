// Ordering: own prices and warnings, the time left, the purses, and over to the cashier.
import { beforeEach, expect, test, vi } from 'vitest';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import canteen from '../../index.ts';
import OrderPage from './OrderPage.vue';
import { line, meal, menu, now_us } from './testing.ts';

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
  document.body.innerHTML = '';
});

const quote = {
  lines: [line],
  total_fen: 1380,
  tenders: [
    { kind: 'subsidy', name: '午餐补贴', amount_fen: 1000 },
    { kind: 'cash_purse', name: '', amount_fen: 380 },
  ],
  ordering_ends_at_us: meal.ordering_ends_at_us,
  server_now_us: now_us,
};
const cashier = { path: '/payment/:payment_id', name: 'payment.cashier', component: OrderPage };
const module = { ...canteen, routes: [...canteen.routes, cashier] };

async function opened(table: Parameters<typeof answerCalls>[0] = {}) {
  const calls = answerCalls({
    'GET /api/canteen/order-meals': [200, { items: [meal], server_now_us: now_us }],
    'GET /api/canteen/order-menu': [200, menu],
    'POST /api/canteen/order-quotes': [200, quote],
    ...table,
  });
  const { wrapper, router } = await mountPage(OrderPage, { module });
  await flushPromises();
  // The sheet lies outside the page's element.
  const button = (words: string) =>
    [...document.querySelectorAll<HTMLElement>('.action-button')].find((one) =>
      one.textContent?.includes(words),
    );
  const press = async (words: string) => {
    button(words)?.click();
    await flushPromises();
  };
  const choose = async () => {
    await wrapper.find('[data-dish="dsh_1"] button:last-child').trigger('click');
    await wrapper.find('[data-dish="dsh_1"] button:last-child').trigger('click');
  };
  return { wrapper, router, calls, button, press, choose };
}

test('the menu warns of what this diner avoids and says what is sold out', async () => {
  const { wrapper } = await opened();
  const dish = wrapper.find('[data-dish="dsh_1"]');
  expect(dish.text()).toContain('含您忌口的：花生');
  expect(dish.text()).toContain('含 大豆');
  expect(wrapper.find('[data-dish="dsh_2"]').text()).toContain('已售完');
  expect(wrapper.find('[data-dish="dsh_2"] button').exists()).toBe(false);
  expect(wrapper.find('[role="timer"]').text()).toContain('距截止还有 2:00:00');
  expect(wrapper.find('[data-price-class]').text()).toBe('按“职工”的价格');
  wrapper.unmount();
});

test('portions add up and the purses are shown before anything is ordered', async () => {
  const { wrapper, calls, press, choose } = await opened();
  await press('去结算');
  expect(calls.some((call) => call.method === 'POST')).toBe(false);
  await choose();
  expect(wrapper.find('.canteen-order-bar [data-fen="1380"]').exists()).toBe(true);
  await press('去结算');
  expect(document.body.textContent).toContain('午餐补贴');
  expect(document.body.textContent).toContain('现金钱包');
  expect(document.body.textContent).toContain('有菜品含您忌口的成分');
  expect(calls.some((call) => call.path === '/api/canteen/orders')).toBe(false);
  wrapper.unmount();
});

test('the confirmed total is ordered once and the cashier comes next', async () => {
  const placed = { order_id: 'ord_1', payment_id: 'pay_1', total_fen: 1380, expires_at_us: now_us };
  const { wrapper, router, calls, press, choose } = await opened({
    'POST /api/canteen/orders': [200, placed],
  });
  await choose();
  await press('去结算');
  await press('提交并支付 ¥13.80');
  await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/payment/pay_1'));
  expect(calls.find((call) => call.path === '/api/canteen/orders')?.body).toEqual({
    lines: [{ menu_item_id: 'mit_1', quantity: 2 }],
    expected_total_fen: 1380,
    note: '',
  });
  expect(router.currentRoute.value.query['back']).toBe('/canteen/orders/ord_1');
  wrapper.unmount();
});

test('a price that changed is said and asked for again', async () => {
  const { wrapper, calls, press, choose } = await opened({
    'POST /api/canteen/orders': [
      409,
      { code: 'canteen.order_price_changed', status: 409, total_fen: 1400 },
    ],
  });
  await choose();
  await press('去结算');
  await press('提交并支付');
  expect(document.body.textContent).toContain('现在合计 ¥14.00');
  expect(calls.filter((call) => call.path === '/api/canteen/order-quotes')).toHaveLength(2);
  wrapper.unmount();
});

test('after the cut-off nothing can be chosen', async () => {
  const late = { ...menu, server_now_us: meal.ordering_ends_at_us };
  const { wrapper } = await opened({ 'GET /api/canteen/order-menu': [200, late] });
  expect(wrapper.text()).toContain('本餐订餐已截止');
  expect(wrapper.find('[data-dish="dsh_1"] button:last-child').attributes('disabled')).toBe('');
  wrapper.unmount();
});

const no_meals: Parameters<typeof answerCalls>[0] = {
  'GET /api/canteen/order-meals': [200, { items: [], server_now_us: now_us }],
};

test('without a meal to order the page says so', async () => {
  const dining = { obstacle: 'none', canteens: [{ diner_id: 'din_1' }], guests_welcome: [] };
  const { wrapper } = await opened({ ...no_meals, 'GET /api/canteen/dining': [200, dining] });
  expect(wrapper.text()).toContain('现在没有可以预订的餐次');
  wrapper.unmount();
});

test('who is no diner yet is shown how to become one', async () => {
  const dining = { obstacle: 'unknown_to_canteen', canteens: [], guests_welcome: [] };
  const { wrapper } = await opened({ ...no_meals, 'GET /api/canteen/dining': [200, dining] });
  expect(wrapper.find('[data-not-joined] a').attributes('href')).toBe('/canteen/dining');
  wrapper.unmount();
});

test('a menu that cannot be loaded offers another try', async () => {
  const { wrapper } = await opened({
    'GET /api/canteen/order-menu': [503, { code: 'api.storage_unavailable', status: 503 }],
  });
  await vi.waitFor(
    () => expect(wrapper.find('[data-code="api.storage_unavailable"]').exists()).toBe(true),
    { timeout: 8000 },
  );
  wrapper.unmount();
}, 10_000);
