// Staff find payments, return money, and work through differences.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import payment_module from '../index.ts';
import OrderPage from './OrderPage.vue';
import OrdersPage from './OrdersPage.vue';
import ReconciliationPage from './ReconciliationPage.vue';
import SettlementsPage from './SettlementsPage.vue';

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
});
afterEach(() => {
  endSession();
  document.body.innerHTML = '';
});

function signIn(...permissions: string[]): void {
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '李经理',
    permissions,
  });
}
const line = {
  payment_id: 'pay_1',
  subject: '午餐',
  payee_name: '阳光食堂',
  scene: 'canteen',
  state: 'charged',
  amount_fen: 1_580,
  refunded_fen: 0,
  created_at_us: 1_795_406_400_000_000,
  charged_at_us: 1_795_406_400_000_000,
};
const payment = { ...line, scene_ref: 'meal_1', method: 'pin', tenders: [], refunds: [] };

function pressed(words: string): void {
  const button = [...document.querySelectorAll('button')].find((one) =>
    one.textContent?.includes(words),
  );
  button?.click();
}
async function typed(selector: string, value: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>(selector);
  if (field) field.value = value;
  field?.dispatchEvent(new Event('input'));
  await flushPromises();
}

test('payments are listed with their state and lead to the details', async () => {
  signIn();
  answerCalls({ 'GET /api/staff/payments': [200, { items: [line], next_after: null }] });
  const { wrapper } = await mountPage(OrdersPage, { module: payment_module });
  expect(wrapper.text()).toContain('阳光食堂');
  expect(wrapper.text()).toContain('已支付');
  expect(wrapper.find('a').attributes('href')).toBe('/payment/orders/pay_1');
});

test('a refund needs amount and reason, and says when it waits', async () => {
  signIn('payment.refund_payments');
  const calls = answerCalls({
    'GET /api/staff/payments/pay_1': [200, payment],
    'POST /api/staff/payments/pay_1/refunds': [200, { state: 'waiting_approval' }],
  });
  await mountPage(OrderPage, { module: payment_module, props: { payment_id: 'pay_1' } });
  pressed('退款');
  await flushPromises();
  expect(document.body.textContent).toContain('最多还可退 ¥15.80');
  await typed('dialog form input', '6.90');
  const inputs = document.querySelectorAll<HTMLInputElement>('dialog form input');
  const reason = inputs[1];
  if (reason) reason.value = '菜品售罄';
  reason?.dispatchEvent(new Event('input'));
  await flushPromises();
  document.querySelector('dialog form')?.dispatchEvent(new Event('submit'));
  await flushPromises();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
    amount_fen: 690,
    reason: '菜品售罄',
  });
});

test('without the permission nobody is offered a refund', async () => {
  signIn('payment.view_payments');
  answerCalls({ 'GET /api/staff/payments/pay_1': [200, payment] });
  const { wrapper } = await mountPage(OrderPage, {
    module: payment_module,
    props: { payment_id: 'pay_1' },
  });
  expect(wrapper.findAll('.console-page-head button')).toHaveLength(0);
});

test('staff of the bank choose the operator by name', async () => {
  signIn('identity.view_organisations');
  const organisation = { short_name: '食堂', registration_number: '1', status: 'active' };
  const calls = answerCalls({
    'GET /api/staff/payments': [200, { items: [line], next_after: null }],
    'GET /api/identity/organisations': [
      200,
      {
        items: [
          { ...organisation, id: 'org_0', kind: 'bank', name: '本行' },
          { ...organisation, id: 'org_1', kind: 'scenario_operator', name: '阳光餐饮公司' },
        ],
      },
    ],
  });
  const { wrapper } = await mountPage(OrdersPage, { module: payment_module });
  await wrapper.get('form select').setValue('org_1');
  await wrapper.get('form').trigger('submit');
  await flushPromises();
  expect(wrapper.get('form select').text()).toContain('阳光餐饮公司');
  expect(calls.at(-1)?.query.get('organisation_id')).toBe('org_1');
});

test('staff of an operator see their own and choose nothing', async () => {
  signIn();
  answerCalls({ 'GET /api/staff/payments': [200, { items: [line], next_after: null }] });
  const { wrapper } = await mountPage(OrdersPage, { module: payment_module });
  expect(wrapper.find('form select').exists()).toBe(false);
});

test('settled days show what was carried', async () => {
  signIn('payment.view_settlements');
  answerCalls({
    'GET /api/staff/settlements': [
      200,
      {
        items: [
          {
            business_day: '2026-11-23',
            organisation_id: 'org_1',
            charged_count: 1,
            charged_fen: 1_000,
            refunded_count: 1,
            refunded_fen: 2_500,
            carried_in_fen: 0,
            fee_basis_points: 38,
            fee_fen: 0,
            settled_fen: 0,
            carried_out_fen: -1_500,
          },
        ],
      },
    ],
  });
  const { wrapper } = await mountPage(SettlementsPage, { module: payment_module });
  expect(wrapper.find('[data-fen="-1500"]').exists()).toBe(true);
  expect(wrapper.text()).not.toContain('结算一天');
});

test('a difference is resolved with a remark', async () => {
  signIn('payment.reconcile_books');
  const calls = answerCalls({
    'GET /api/staff/differences': [
      200,
      {
        items: [
          {
            id: 'dif_1',
            business_day: '2026-11-22',
            kind: 'own_missing',
            subject: 'fnd_x',
            payment_fen: null,
            ledger_fen: null,
            host_fen: 300,
            state: 'open',
            remark: '',
          },
        ],
        runs: [],
      },
    ],
    'POST /api/staff/differences/dif_1/resolution': [200, {}],
  });
  const { wrapper } = await mountPage(ReconciliationPage, { module: payment_module });
  expect(wrapper.text()).toContain('本方缺失');
  pressed('处理');
  await flushPromises();
  await typed('dialog form input', '转入暂收');
  document.querySelector('dialog form')?.dispatchEvent(new Event('submit'));
  await flushPromises();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
    posting: 'none',
    remark: '转入暂收',
  });
});
