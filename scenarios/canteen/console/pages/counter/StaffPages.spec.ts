// Terminals, sales, batches: what staff see and do.
import { DOMWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import canteen from '../../index.ts';
import BatchesPage from './BatchesPage.vue';
import SalesPage from './SalesPage.vue';
import TerminalsPage from './TerminalsPage.vue';

const noon_us = 1_795_406_400_000_000;
const terminal = {
  terminal_id: 'trm_1',
  name: '小炒 1 号机',
  area_id: 'are_1',
  area_name: '小炒窗口',
  mode: 'per_item',
  state: 'active',
  key_fingerprint: '0123456789abcdef',
  clock_offset_us: -240_000_000,
  last_seq: 9,
  gaps: [{ from_seq: 3, to_seq: 4 }],
  missing_count: 2,
  last_seen_at_us: noon_us,
};
const summary = {
  sale_id: 'sal_1',
  terminal_id: 'trm_1',
  seq: 4712,
  diner_id: 'din_1',
  diner_number: '1001',
  payer_kind: 'card',
  day: '2026-11-23',
  total_fen: 1580,
  refunded_fen: 0,
  is_offline: true,
  device_time_us: noon_us,
  device_offset_us: 0,
  occurred_at_us: noon_us,
  received_at_us: noon_us,
  suspicion: 'repeated_soon',
  twin_sale_id: 'sal_0',
};
const sale = {
  ...summary,
  payment_id: 'pay_1',
  lines: [
    {
      line: 0,
      dish_name: '红烧肉',
      quantity: 1,
      unit_price_fen: 1580,
      amount_fen: 1580,
      refunded_fen: 0,
    },
  ],
  tenders: [{ kind: 'subsidy', amount_fen: 1000, refunded_fen: 0, is_owed: false }],
  refunds: [],
};
const suspended = {
  suspense_id: 'sus_1',
  terminal_id: 'trm_1',
  seq: 12,
  reason: 'diner_unknown',
  payer_ref: 'card:C990017',
  shown_fen: 1200,
  lines: [{ kind: 'per_item', dish_name: '午餐', quantity: 1, unit_price_fen: 1200 }],
  occurred_at_us: noon_us,
  received_at_us: noon_us,
  state: 'waiting',
  note: '',
};

beforeEach(() =>
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '吴经理',
    permissions: ['canteen.view', 'canteen.manage_terminals', 'canteen.refund_meals'],
  } as never),
);
/** Sheets open at the end of the body, beside the page. */
const body = () => new DOMWrapper(document.body);
async function pressed(text: string): Promise<void> {
  const found = body()
    .findAll('button')
    .filter((button) => button.text() === text)
    .at(-1);
  if (!found) throw new Error(`no button ${text}`);
  await found.trigger('click');
  await flushPromises();
}
afterEach(() => document.body.replaceChildren());

test('a terminal shows its clock and gaps and is blocked after a question', async () => {
  const calls = answerCalls({
    'GET /api/staff/canteen/terminals': [200, { items: [terminal] }],
    'GET /api/staff/canteen/outlets': [200, { outlets: [], areas: [] }],
    'PUT /api/staff/canteen/terminals/trm_1/state': [200, { ...terminal, state: 'blocked' }],
  });
  const { wrapper } = await mountPage(TerminalsPage, { module: canteen });
  expect(wrapper.text()).toContain('-240.0 秒');
  expect(wrapper.text()).toContain('0123456789abcdef');
  await pressed('停用');
  expect(body().text()).toContain('停用“小炒 1 号机”？');
  await pressed('确定');
  expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ state: 'blocked' });
});

test('a failure of the list is told with a way to try again', async () => {
  answerCalls({
    'GET /api/staff/canteen/terminals': [500, { code: 'api.fault' }],
    'GET /api/staff/canteen/outlets': [200, { outlets: [], areas: [] }],
  });
  const { wrapper } = await mountPage(TerminalsPage, { module: canteen });
  expect(wrapper.find('[data-code="api.fault"]').exists()).toBe(true);
});

test('a sale that looks repeated is confirmed', async () => {
  const calls = answerCalls({
    'GET /api/staff/canteen/counter-sales': [200, { items: [summary] }],
    'GET /api/staff/canteen/counter-sales/sal_1': [200, sale],
    'PUT /api/staff/canteen/counter-sales/sal_1/review': [200, sale],
  });
  const { wrapper } = await mountPage(SalesPage, { module: canteen });
  expect(wrapper.text()).toContain('疑似重复');
  await pressed('查看');
  await vi.waitFor(() => expect(body().text()).toContain('红烧肉'));
  await pressed('确实是两次消费');
  expect(calls.some((call) => call.path.endsWith('/review'))).toBe(true);
});

test('a line is refunded with a reason', async () => {
  const calls = answerCalls({
    'GET /api/staff/canteen/counter-sales': [200, { items: [summary] }],
    'GET /api/staff/canteen/counter-sales/sal_1': [200, sale],
    'POST /api/staff/canteen/counter-sales/sal_1/refunds': [
      200,
      { refund_id: 'rfd_1', state: 'refunded', sale },
    ],
  });
  await mountPage(SalesPage, { module: canteen });
  await pressed('查看');
  await vi.waitFor(() => expect(body().find('.counter-sale-rows input').exists()).toBe(true));
  await body().find('.counter-sale-rows input').setValue('6.90');
  await body().find('.counter-sale-rows input').trigger('change');
  await body().find('.counter-sale form input').setValue('不合口味');
  await body().find('.counter-sale form').trigger('submit');
  await flushPromises();
  expect(calls.find((call) => call.path.endsWith('/refunds'))?.body).toEqual({
    lines: [{ line: 0, amount_fen: 690 }],
    reason: '不合口味',
  });
});

test('a fact in suspense is booked on the diner who ate', async () => {
  const calls = answerCalls({
    'GET /api/staff/canteen/offline-batches': [200, { items: [] }],
    'GET /api/staff/canteen/suspense-sales': [200, { items: [suspended] }],
    'POST /api/staff/canteen/suspense-sales/sus_1/booking': [
      200,
      { ...suspended, state: 'booked' },
    ],
  });
  const { wrapper } = await mountPage(BatchesPage, { module: canteen });
  expect(wrapper.text()).toContain('找不到就餐人');
  expect(wrapper.text()).toContain('还没有离线批次');
  await pressed('处理');
  const inputs = body().findAll('dialog input');
  await inputs[0]?.setValue('1001');
  await inputs[1]?.setValue('本人确认');
  await pressed('入账');
  expect(calls.find((call) => call.path.endsWith('/booking'))?.body).toEqual({
    diner_number: '1001',
    note: '本人确认',
  });
});
