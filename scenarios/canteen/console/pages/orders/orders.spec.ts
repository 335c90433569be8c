// The kitchen moves slips and hands out numbers; staff find orders and give money back.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import canteen from '../../index.ts';
import KitchenPage from './KitchenPage.vue';
import OrderPage from './OrderPage.vue';
import OrdersPage from './OrdersPage.vue';

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '王师傅',
    permissions: ['canteen.work_in_kitchen', 'canteen.view', 'canteen.refund_meals'],
  });
});
afterEach(() => {
  endSession();
  document.body.innerHTML = '';
});

const now_us = 1_795_392_000_000_000;
const kitchens = {
  day: '2026-11-23',
  items: [
    {
      outlet_id: 'out_1',
      outlet_name: '一号餐厅',
      periods: [
        { period_id: 'mpe_1', period_name: '午餐', starts_at_us: now_us, ends_at_us: now_us },
      ],
    },
  ],
};
const slip = {
  order_id: 'ord_1',
  ticket: 1,
  pick_up_number: 27,
  state: 'waiting',
  note: '少放辣',
  created_at_us: now_us - 180_000_000,
  done_at_us: null,
  dishes: [{ dish_id: 'dsh_1', dish_name: '麻婆豆腐', delta_quantity: 2 }],
};
const cancelled = {
  ...slip,
  ticket: 2,
  note: '',
  dishes: [{ dish_id: 'dsh_1', dish_name: '麻婆豆腐', delta_quantity: -1 }],
};
const board = {
  day: '2026-11-23',
  server_now_us: now_us,
  tickets: [slip, cancelled],
  dishes: [
    {
      period_id: 'mpe_1',
      dish_id: 'dsh_1',
      dish_name: '麻婆豆腐',
      wanted_quantity: 1,
      done_quantity: 0,
    },
  ],
};

async function openedKitchen(table: Parameters<typeof answerCalls>[0] = {}) {
  const calls = answerCalls({
    'GET /api/staff/canteen/kitchens': [200, kitchens],
    'GET /api/staff/canteen/kitchen': [200, board],
    ...table,
  });
  const { wrapper } = await mountPage(KitchenPage, { module: canteen });
  await flushPromises();
  return { wrapper, calls };
}

test('slips show number, changes and cancellations, and dishes are counted ahead', async () => {
  const { wrapper } = await openedKitchen();
  const slips = wrapper.findAll('.canteen-slip');
  expect(slips).toHaveLength(2);
  expect(slips[0]?.text()).toContain('27 号');
  expect(slips[0]?.text()).toContain('3 分钟前');
  expect(slips[0]?.text()).toContain('少放辣');
  expect(slips[1]?.text()).toContain('退 1');
  expect(slips[0]?.find('.action-button').text()).toContain('开始制作');
  expect(slips[1]?.find('.action-button').text()).toContain('知道了');
  expect(wrapper.find('.canteen-board-counts tbody').text()).toContain('麻婆豆腐');
  wrapper.unmount();
});

test('a slip moves from waiting to cooking', async () => {
  const { wrapper, calls } = await openedKitchen({
    'PUT /api/staff/canteen/kitchen/ord_1/tickets/1': [200, { ...slip, state: 'cooking' }],
  });
  await wrapper.find('.canteen-slip .action-button').trigger('click');
  await flushPromises();
  expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ state: 'cooking' });
  expect(calls.filter((call) => call.path.endsWith('/kitchen')).length).toBeGreaterThan(1);
  wrapper.unmount();
});

test('a number is handed out by Enter, and a second time is refused', async () => {
  const { wrapper, calls } = await openedKitchen({
    'POST /api/staff/canteen/pick-ups': [409, { code: 'canteen.already_picked_up', status: 409 }],
  });
  await wrapper.find('.canteen-hand-out input').setValue('27');
  await wrapper.find('.canteen-hand-out').trigger('submit');
  await flushPromises();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
    outlet_id: 'out_1',
    period_id: 'mpe_1',
    day: '2026-11-23',
    pick_up_number: 27,
  });
  expect(wrapper.text()).toContain('这个号已经取过餐');
  wrapper.unmount();
});

test('a meal of another time goes out for a reason only', async () => {
  const { wrapper, calls } = await openedKitchen({
    'POST /api/staff/canteen/pick-ups': [422, { code: 'canteen.hand_out_not_now', status: 422 }],
  });
  const form = wrapper.find('.canteen-hand-out');
  await form.find('input').setValue('27');
  await form.trigger('submit');
  await flushPromises();
  expect(form.text()).toContain('还没到取餐时间');
  await form.findAll('input')[1]?.setValue('顾客出差');
  await form.trigger('submit');
  await flushPromises();
  const asked = calls.filter((call) => call.method === 'POST').map((call) => call.body);
  expect(asked[0]).not.toHaveProperty('reason');
  expect(asked[1]).toMatchObject({ pick_up_number: 27, reason: '顾客出差' });
  wrapper.unmount();
});

test('without outlets the board says so', async () => {
  const { wrapper } = await openedKitchen({
    'GET /api/staff/canteen/kitchens': [200, { day: '2026-11-23', items: [] }],
  });
  expect(wrapper.text()).toContain('还没有餐厅');
  wrapper.unmount();
});

const summary = {
  order_id: 'ord_1',
  outlet_name: '一号餐厅',
  period_name: '午餐',
  day: '2026-11-23',
  state: 'paid',
  pick_up_number: 27,
  total_fen: 1580,
  refunded_fen: 0,
  dishes: '麻婆豆腐 ×2',
  payment_id: 'pay_1',
  created_at_us: now_us,
  paid_at_us: now_us,
};
const order = {
  ...summary,
  meal: {
    outlet_id: 'out_1',
    outlet_name: '一号餐厅',
    pick_up_note: '',
    period_id: 'mpe_1',
    period_name: '午餐',
    day: '2026-11-23',
    ordering_ends_at_us: now_us,
    starts_at_us: now_us,
    ends_at_us: now_us,
  },
  refund_waiting_fen: 30_000,
  note: '',
  payment_expires_at_us: now_us,
  picked_up_at_us: null,
  server_now_us: now_us,
  customer_masked_name: '*三',
  lines: [
    {
      line: 1,
      menu_item_id: 'mit_1',
      dish_id: 'dsh_1',
      dish_name: '麻婆豆腐',
      quantity: 2,
      unit_price_fen: 690,
      amount_fen: 1380,
      cancelled_quantity: 0,
      refunded_fen: 0,
      is_set_meal: false,
    },
  ],
  tenders: [{ position: 0, kind: 'subsidy', amount_fen: 1580, refunded_fen: 0 }],
  refunds: [],
};

test('orders are found by day and number and lead to the details', async () => {
  answerCalls({ 'GET /api/staff/canteen/orders': [200, { items: [summary], next_after: null }] });
  const { wrapper } = await mountPage(OrdersPage, { module: canteen });
  expect(wrapper.text()).toContain('麻婆豆腐 ×2');
  expect(wrapper.find('td a, a.action-button').attributes('href')).toBe('/canteen/orders/ord_1');
});

test('an order shows what waits for approval and refunds dishes with a reason', async () => {
  const calls = answerCalls({
    'GET /api/staff/canteen/orders/ord_1': [200, order],
    'POST /api/staff/canteen/orders/ord_1/refunds': [200, { refund_state: 'waiting_approval' }],
  });
  const { wrapper } = await mountPage(OrderPage, { module: canteen, props: { order_id: 'ord_1' } });
  expect(wrapper.text()).toContain('¥300.00 退款待复核');
  await wrapper.find('.console-page-head button').trigger('click');
  await flushPromises();
  const form = document.querySelector('dialog form');
  form?.dispatchEvent(new Event('submit'));
  await flushPromises();
  expect(document.body.textContent).toContain('请选择要退的菜品');
  document.querySelector<HTMLButtonElement>('dialog .stepper-field-button:last-child')?.click();
  const inputs = document.querySelectorAll<HTMLInputElement>('dialog form input');
  const reason = inputs[inputs.length - 1];
  if (reason) reason.value = '菜品有误';
  reason?.dispatchEvent(new Event('input'));
  await flushPromises();
  form?.dispatchEvent(new Event('submit'));
  await flushPromises();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
    lines: [{ line: 1, quantity: 1 }],
    reason: '菜品有误',
  });
});

test('a refused refund is explained', async () => {
  answerCalls({
    'GET /api/staff/canteen/orders/ord_1': [404, { code: 'canteen.order_not_found', status: 404 }],
  });
  const { wrapper } = await mountPage(OrderPage, { module: canteen, props: { order_id: 'ord_1' } });
  expect(wrapper.text()).toContain('没有找到这个订单');
});
