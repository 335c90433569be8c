// The books' pages: what the operator sees of the day, of reports, and of closing.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import canteen from '../../index.ts';
import DayPage from './DayPage.vue';
import DaysPage from './DaysPage.vue';
import OverviewPage from './OverviewPage.vue';
import ReportsPage from './ReportsPage.vue';

vi.mock('../../../../../web/ui/console/chart.ts', () => ({
  createChart: () => ({
    setOption: vi.fn(),
    resize: vi.fn(),
    dispose: vi.fn(),
  }),
}));

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '吴经理',
    permissions: ['canteen.view_reports', 'canteen.close_days'],
  });
});
afterEach(() => {
  endSession();
  document.body.innerHTML = '';
});

const row = (key: string, label: string, net_fen: number) => ({
  key,
  label,
  note: '',
  trade_count: 3,
  quantity: 2,
  total_fen: net_fen,
  refunded_fen: 0,
  net_fen,
});
const at_us = 1_795_406_400_000_000;
const overview = {
  day: '2026-11-23',
  as_of_us: at_us,
  today: row('2026-11-23', '', 150_00),
  yesterday: row('2026-11-22', '', 100_00),
  categories: [row('mca_1', '午餐', 150_00)],
  categories_yesterday: [],
  areas: [row('are_1', '小炒窗口', 150_00)],
  dishes: [row('红烧肉', '红烧肉', 90_00)],
  hours: [{ hour: 12, trade_count: 3, total_fen: 150_00 }],
  hours_yesterday: [],
  days: [row('2026-11-23', '', 150_00)],
  open: {
    unclosed_day_count: 1,
    waiting_refund_count: 0,
    gap_count: 0,
    arrears_count: 2,
    arrears_fen: 3_00,
  },
};
const review = {
  day: '2026-11-22',
  closed: null,
  closed_by_name: '',
  order_count: 2,
  sale_count: 1,
  trade_fen: 50_00,
  for_other_days_fen: 0,
  paid_other_days_fen: 12_00,
  charged_fen: 38_00,
  refunded_fen: 0,
  ledger_difference_fen: 0,
  differences: [],
  closes_at_us: at_us,
  unknown_payment_count: 0,
  gaps: [],
  open_gap_count: 0,
  late: { sale_count: 0, total_fen: 0 },
  obstacle: '',
};

test('the overview compares today with yesterday and names what waits', async () => {
  answerCalls({ 'GET /api/staff/canteen/overview': [200, overview] });
  const { wrapper } = await mountPage(OverviewPage, { module: canteen });
  expect(wrapper.text()).toContain('¥150.00');
  expect(wrapper.text()).toContain('比昨日多 50%');
  expect(wrapper.text()).toContain('待日结 1 天');
  expect(wrapper.text()).toContain('欠款 2 人，共 ¥3.00');
  expect(wrapper.text()).toContain('红烧肉');
  wrapper.unmount();
});

test('the overview says when it cannot be loaded', async () => {
  answerCalls({
    'GET /api/staff/canteen/overview': [500, { code: 'api.fault', status: 500 }],
  });
  const { wrapper } = await mountPage(OverviewPage, { module: canteen });
  expect(wrapper.find('[data-code="api.fault"]').exists()).toBe(true);
  wrapper.unmount();
});

async function submitDialog(): Promise<void> {
  await flushPromises();
  document.querySelector('dialog form')?.dispatchEvent(new Event('submit'));
  await flushPromises();
}
const report = (items: readonly object[]) => ({
  from: '2026-10-25',
  until: '2026-11-23',
  items,
  row_count: items.length,
  total: row('', '', 150_00),
});

test('a report shows its rows, its total, and asks again when another kind is chosen', async () => {
  const calls = answerCalls({
    'GET /api/staff/canteen/reports/days': [200, report([row('2026-11-23', '', 150_00)])],
    'GET /api/staff/canteen/reports/dishes': [200, report([row('红烧肉', '红烧肉', 90_00)])],
  });
  const { wrapper } = await mountPage(ReportsPage, { module: canteen });
  expect(wrapper.text()).toContain('2026-11-23');
  expect(wrapper.text()).toContain('¥150.00');
  await wrapper
    .findAll('[role="tab"]')
    .find((tab) => tab.text() === '菜品排行')
    ?.trigger('click');
  await flushPromises();
  expect(wrapper.text()).toContain('红烧肉');
  expect(calls.some((call) => call.path.endsWith('/dishes'))).toBe(true);
  wrapper.unmount();
});

test('a report without rows says so', async () => {
  answerCalls({ 'GET /api/staff/canteen/reports/arrears': [200, report([])] });
  const { wrapper } = await mountPage(ReportsPage, {
    module: canteen,
    props: { kind: 'arrears' },
  });
  expect(wrapper.text()).toContain('这段时间没有数据');
  wrapper.unmount();
});

test('the list of days tells closed ones from open ones', async () => {
  answerCalls({
    'GET /api/staff/canteen/days': [
      200,
      {
        items: [
          { day: '2026-11-23', closed: null, late_sale_count: 0, late_fen: 0 },
          { day: '2026-11-22', closed: null, late_sale_count: 0, late_fen: 0 },
          {
            day: '2026-11-21',
            closed: {
              day: '2026-11-21',
              trade_fen: 50_00,
              charged_fen: 50_00,
              refunded_fen: 0,
              fee_fen: 19,
              settled_fen: 49_81,
              difference_count: 0,
            },
            late_sale_count: 1,
            late_fen: 12_00,
          },
        ],
        rule: { mode: 'automatic', close_minute: 180, offline_grace_hours: 24 },
      },
    ],
  });
  const { wrapper } = await mountPage(DaysPage, { module: canteen });
  expect(wrapper.text()).toContain('营业中');
  expect(wrapper.text()).toContain('未日结');
  expect(wrapper.text()).toContain('¥49.81');
  expect(wrapper.text()).toContain('1 笔 ¥12.00');
  expect(wrapper.text()).toContain('次日 03:00 自动日结');
});

test('a day without obstacle is closed after one confirmation', async () => {
  const calls = answerCalls({
    'GET /api/staff/canteen/days/2026-11-22': [200, review],
    'POST /api/staff/canteen/days/2026-11-22/closing': [200, {}],
  });
  const { wrapper } = await mountPage(DayPage, {
    module: canteen,
    props: { day: '2026-11-22' },
  });
  expect(wrapper.text()).toContain('餐厅、支付、账务三方一致');
  await wrapper
    .findAll('button')
    .find((button) => button.text() === '日结')
    ?.trigger('click');
  await submitDialog();
  const closing = calls.find((call) => call.method === 'POST');
  expect(closing?.body).toEqual({ mode: 'regular' });
});

test('an obstacle asks for a reason, and the server’s refusal is shown', async () => {
  const calls = answerCalls({
    'GET /api/staff/canteen/days/2026-11-22': [
      200,
      {
        ...review,
        unknown_payment_count: 1,
        obstacle: 'canteen.payments_unknown',
      },
    ],
    'POST /api/staff/canteen/days/2026-11-22/closing': [
      409,
      { code: 'canteen.day_already_closed', status: 409 },
    ],
  });
  const { wrapper } = await mountPage(DayPage, {
    module: canteen,
    props: { day: '2026-11-22' },
  });
  expect(wrapper.text()).toContain('1 笔支付结果未明');
  await wrapper
    .findAll('button')
    .find((button) => button.text() === '强制日结')
    ?.trigger('click');
  await flushPromises();
  const field = document.querySelector<HTMLTextAreaElement>('dialog textarea');
  if (!field) throw new Error('no field for the reason');
  field.value = '核心已电话确认';
  field.dispatchEvent(new Event('input'));
  await submitDialog();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
    mode: 'anyway',
    reason: '核心已电话确认',
  });
  expect(document.body.textContent).toContain('这一天已经日结');
});
