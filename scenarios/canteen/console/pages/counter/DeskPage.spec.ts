// The counter as a cashier uses it.
import { afterEach, expect, test, vi } from 'vitest';
import { beginSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import canteen from '../../index.ts';
import DeskPage from './DeskPage.vue';
import { makeKey } from './device-key.ts';
import { memoryStore } from './desk-store.ts';

const now_us = Date.now() * 1000;
const item = (dish_name: string, pricing: string, price_fen: number) => ({
  menu_item_id: `mit_${dish_name}`,
  dish_id: `dsh_${dish_name}`,
  dish_name,
  pricing,
  price_fen,
});
const desk = {
  terminal_id: 'trm_1',
  name: '称重 1 号机',
  outlet_name: '一号餐厅',
  area_name: '自选称重',
  mode: 'weigh',
  clock_offset_us: 0,
  server_time_us: now_us,
  last_seq: 6,
  gaps: [{ from_seq: 2, to_seq: 3 }],
  meals: [
    {
      category_id: 'mca_1',
      name: '午餐',
      starts_at_us: now_us - 3_600_000_000,
      ends_at_us: now_us + 3_600_000_000,
      items: [item('土豆牛腩', 'per_weight', 2580), item('米饭', 'per_item', 100)],
    },
  ],
};
const sale = {
  seq: 7,
  total_fen: 1018,
  diner_number: '1001',
  suspicion: 'none',
  tenders: [{ kind: 'subsidy', amount_fen: 1018, refunded_fen: 0, is_owed: false }],
  lines: [],
};
const answers = {
  'GET /api/device/canteen/time': [200, { server_time_us: now_us }],
  'POST /api/device/canteen/clock-checks': [200, { offset_us: 0, checked_at_us: now_us }],
  'GET /api/device/canteen/desk': [200, desk],
} as const;

function signIn(permissions: string[]): void {
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '郑芳',
    permissions,
  } as never);
}
async function mountDesk(table: Record<string, readonly [number, unknown]>, registered = true) {
  signIn(['canteen.sell_at_counter', 'canteen.manage_terminals', 'canteen.view']);
  const calls = answerCalls({ ...answers, ...table });
  const key = await makeKey();
  const store = memoryStore(registered ? { key, terminal_id: 'trm_1' } : { key });
  const { wrapper } = await mountPage(DeskPage, { module: canteen, props: { store } });
  await vi.waitFor(() => expect(wrapper.find('[data-ready]').exists()).toBe(true));
  await vi.waitFor(() => expect(wrapper.text()).toContain(registered ? '午餐' : '密钥指纹'));
  return { wrapper, calls, store };
}
type Wrapper = Awaited<ReturnType<typeof mountDesk>>['wrapper'];
const button = (wrapper: Wrapper, text: string) =>
  wrapper.findAll('button').find((found) => found.text().includes(text));

async function weighAndCharge(wrapper: Wrapper): Promise<void> {
  await button(wrapper, '土豆牛腩')?.trigger('click');
  await wrapper.find('.counter-sell-form input').setValue('356');
  await wrapper.find('.counter-sell-form').trigger('submit');
  await button(wrapper, '米饭')?.trigger('click');
  await wrapper.find('.counter-ticket-form input').setValue('C1001');
  await wrapper.find('.counter-ticket-form').trigger('submit');
  await vi.waitFor(() => expect(wrapper.find('[data-end]').exists()).toBe(true));
}

afterEach(() => vi.restoreAllMocks());

test('a plate is weighed, priced line by line and charged to a card', async () => {
  const { wrapper, calls } = await mountDesk({ 'POST /api/device/canteen/sales': [200, sale] });
  await weighAndCharge(wrapper);
  const sent = calls.find((call) => call.path.endsWith('/sales'))?.body;
  expect(sent).toMatchObject({
    seq: 7,
    payer: { kind: 'card', value: 'C1001' },
    lines: [
      { kind: 'weigh', dish_name: '土豆牛腩', weight_g: 356, unit_price_fen: 2580 },
      { kind: 'per_item', dish_name: '米饭', quantity: 1 },
    ],
  });
  expect(wrapper.find('[data-end="booked"]').text()).toContain('第 7 号，已收款');
  expect(wrapper.text()).toContain('补贴');
  expect(wrapper.text()).toContain('2–3');
});

test('what the server refuses is told and the ticket stays', async () => {
  const { wrapper } = await mountDesk({
    'POST /api/device/canteen/sales': [422, { code: 'canteen.meal_limit_reached' }],
  });
  await weighAndCharge(wrapper);
  expect(wrapper.find('[data-end="refused"]').text()).toContain('今天这一餐的份数已用完');
  expect(wrapper.findAll('.counter-ticket-lines li')).toHaveLength(2);
});

// clause: 3.1.3-6
test.each([
  ['canteen.counter_limit_exceeded', '超过顾客设置的刷卡免密金额¥10.00，请顾客出示付款码'],
  ['payment.code_needs_pin', '超过¥10.00需要密码：请顾客输入支付密码后再出示付款码'],
])('the cashier is told what %s asks of the customer', async (code, told) => {
  const { wrapper } = await mountDesk({
    'POST /api/device/canteen/sales': [422, { code, limit_fen: 1000 }],
  });
  await weighAndCharge(wrapper);
  expect(wrapper.find('[data-end="refused"]').text()).toContain(told);
});

test('without a connection the sale is written down and counted as waiting', async () => {
  const { wrapper, store } = await mountDesk({});
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  await weighAndCharge(wrapper);
  expect(wrapper.find('[data-end="queued"]').text()).toContain('第 7 号，已离线记账');
  expect(wrapper.find('[data-waiting="1"]').exists()).toBe(true);
  expect(wrapper.text()).toContain('离线记账');
  expect(store.kept.queue.entries).toHaveLength(1);
});

test('a browser without a terminal is registered by a manager', async () => {
  const { wrapper, calls, store } = await mountDesk(
    {
      'GET /api/staff/canteen/outlets': [
        200,
        {
          outlets: [{ id: 'out_1', name: '一号餐厅' }],
          areas: [{ id: 'are_1', outlet_id: 'out_1', name: '自选称重', state: 'active' }],
        },
      ],
      'POST /api/staff/canteen/terminals': [200, { terminal_id: 'trm_1' }],
    },
    false,
  );
  await wrapper.find('.counter-register input').setValue('称重 1 号机');
  await wrapper.find('.counter-register select').setValue('are_1');
  await wrapper.find('.counter-register').trigger('submit');
  await vi.waitFor(() => expect(store.kept.terminal_id).toBe('trm_1'));
  await flushPromises();
  const sent = calls.find((call) => call.method === 'POST' && call.path.endsWith('/terminals'));
  expect(sent?.body).toMatchObject({ name: '称重 1 号机', area_id: 'are_1', mode: 'per_item' });
});
