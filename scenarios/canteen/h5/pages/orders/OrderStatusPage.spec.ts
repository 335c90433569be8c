// The own order: the number in large, cancelling after a question, and the history by month.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import canteen from '../../index.ts';
import OrderStatusPage from './OrderStatusPage.vue';
import OrdersPage from './OrdersPage.vue';
import { lastDayOf, lastMonths } from './months.ts';
import { meal, paid } from './testing.ts';

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
});
afterEach(() => {
  document.body.innerHTML = '';
});

async function opened(order: unknown, table: Parameters<typeof answerCalls>[0] = {}) {
  const calls = answerCalls({ 'GET /api/canteen/orders/ord_1': [200, order], ...table });
  const cashier = { path: '/payment/:payment_id', name: 'payment.cashier', component: OrdersPage };
  const { wrapper } = await mountPage(OrderStatusPage, {
    module: { ...canteen, routes: [...canteen.routes, cashier] },
    props: { order_id: 'ord_1' },
    path: '/canteen/orders/ord_1',
  });
  const button = (words: string) =>
    wrapper.findAll('.action-button').find((one) => one.text().includes(words));
  return { wrapper, calls, button };
}

test('a paid order shows its pick-up number in large', async () => {
  const { wrapper } = await opened(paid);
  expect(wrapper.find('.canteen-now-number').text()).toBe('27');
  expect(wrapper.text()).toContain('厨房已收到');
  expect(wrapper.text()).toContain('一楼取餐口');
  wrapper.unmount();
});

test('the number follows when its event is still under way', async () => {
  const { wrapper } = await opened({ ...paid, pick_up_number: null });
  expect(wrapper.text()).toContain('正在生成取餐号');
  wrapper.unmount();
});

test('an unpaid order leads to the cashier and back', async () => {
  const { wrapper } = await opened({ ...paid, state: 'unpaid', pick_up_number: null });
  const link = wrapper.find('a.action-button');
  expect(link.text()).toContain('去支付 ¥13.80');
  expect(link.attributes('href')).toContain('/payment/pay_1?back=/canteen/orders/ord_1');
  wrapper.unmount();
});

test('one dish is cancelled after a question', async () => {
  const { wrapper, calls, button } = await opened(paid, {
    'POST /api/canteen/orders/ord_1/cancellation': [200, {}],
  });
  await button('退这道菜')?.trigger('click');
  expect(calls.some((call) => call.method === 'POST')).toBe(false);
  wrapper.findComponent({ name: 'ConfirmDialog' }).vm.$emit('confirm');
  await flushPromises();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
    lines: [{ line: 1, quantity: 2 }],
  });
  wrapper.unmount();
});

test('after the cut-off cancelling is not offered, and a late try is explained', async () => {
  const late = { ...paid, server_now_us: meal.ordering_ends_at_us };
  const closed = await opened(late);
  expect(closed.button('取消订单')).toBeUndefined();
  closed.wrapper.unmount();
  const { wrapper, button } = await opened(paid, {
    'POST /api/canteen/orders/ord_1/cancellation': [
      422,
      { code: 'canteen.cut_off_passed', status: 422 },
    ],
  });
  await button('取消订单')?.trigger('click');
  wrapper.findComponent({ name: 'ConfirmDialog' }).vm.$emit('confirm');
  await flushPromises();
  expect(wrapper.text()).toContain('本餐订餐已截止');
  wrapper.unmount();
});

test('another customer’s order is not found', async () => {
  answerCalls({
    'GET /api/canteen/orders/ord_1': [404, { code: 'canteen.order_not_found', status: 404 }],
  });
  const { wrapper } = await mountPage(OrderStatusPage, {
    module: canteen,
    props: { order_id: 'ord_1' },
  });
  expect(wrapper.text()).toContain('没有找到这个订单');
  wrapper.unmount();
});

test('the history shows a month and asks again for another', async () => {
  const summary = {
    order_id: 'ord_1',
    outlet_name: '一号餐厅',
    period_name: '午餐',
    day: '2026-11-23',
    state: 'collected',
    pick_up_number: 27,
    total_fen: 1580,
    refunded_fen: 690,
    dishes: '麻婆豆腐 ×2',
    payment_id: 'pay_1',
    created_at_us: 1,
    paid_at_us: 1,
  };
  const calls = answerCalls({
    'GET /api/canteen/orders': [200, { items: [summary], next_after: null }],
  });
  const { wrapper } = await mountPage(OrdersPage, { module: canteen });
  expect(wrapper.text()).toContain('麻婆豆腐 ×2 · 已取餐 · 取餐号 27 · 已退 ¥6.90');
  await wrapper.find('select').setValue(lastMonths('2026-11-23', 2)[1]);
  await flushPromises();
  expect(calls).toHaveLength(2);
  wrapper.unmount();
});

test('an empty month leads to ordering', async () => {
  answerCalls({ 'GET /api/canteen/orders': [200, { items: [], next_after: null }] });
  const { wrapper } = await mountPage(OrdersPage, { module: canteen });
  expect(wrapper.text()).toContain('这个月没有订餐');
  wrapper.unmount();
});

test('months count back over the year and know their last day', () => {
  expect(lastMonths('2026-02-10', 3)).toEqual(['2026-02', '2026-01', '2025-12']);
  expect(lastDayOf('2028-02')).toBe('2028-02-29');
  expect(lastDayOf('2026-11')).toBe('2026-11-30');
});
