// Staff find accounts, read statements and transfers, and see whether the ledger holds.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import ledger_module from '../index.ts';
import AccountPage from './AccountPage.vue';
import AccountsPage from './AccountsPage.vue';
import TransferPage from './TransferPage.vue';
import VerificationPage from './VerificationPage.vue';

const account = {
  account_id: 'lac_1',
  code: 'customer_eaccount',
  code_number: 2001,
  normal_side: 'credit',
  ledger_unit: 'CNY',
  holder: 'cus_wang',
  overdraft: 'none',
  overdraft_limit_fen: 0,
  frozen: 'debits',
  opened_at_us: 1_795_406_400_000_000,
  balance_fen: 1_200,
  available_fen: 700,
  reserved_fen: 500,
  incoming_fen: 0,
  debits_posted_fen: 800,
  credits_posted_fen: 2_000,
  entry_count: 2,
};
const line = (seq: number) => ({
  seq,
  transfer_id: `trf_${seq}`,
  kind: 'move',
  side: 'debit',
  amount_fen: 800,
  balance_after_fen: 1_200,
  posted_at_us: 1_795_406_400_000_000,
  effective_at_us: 1_795_406_400_000_000,
  counter_account_id: 'lac_2',
  cause_kind: 'payment.charge',
  cause_id: '00000',
  memo: '午餐',
});

beforeEach(() =>
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '李经理',
    permissions: ['ledger.read'],
  }),
);
afterEach(() => endSession());

test('the page opens with the clearing account', async () => {
  const clearing = { ...account, account_id: 'lac_9', code: 'host_clearing', balance_fen: 77 };
  answerCalls({ 'GET /api/staff/ledger/accounts': [200, { items: [clearing] }] });
  const { wrapper } = await mountPage(AccountsPage, { module: ledger_module });
  await flushPromises();
  expect(wrapper.find('[data-fen="77"]').exists()).toBe(true);
  expect(wrapper.find('tbody a').attributes('href')).toBe('/ledger/accounts/lac_9');
});

test('accounts are listed by holder with balance and state', async () => {
  answerCalls({ 'GET /api/staff/ledger/accounts': [200, { items: [] }] });
  const { wrapper } = await mountPage(AccountsPage, { module: ledger_module });
  const calls = answerCalls({
    'GET /api/staff/ledger/accounts': [200, { items: [account] }],
  });
  await wrapper.find('input').setValue(' cus_wang ');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(calls).toHaveLength(1);
  expect(wrapper.text()).toContain('客户电子账户');
  expect(wrapper.text()).toContain('止付');
  expect(wrapper.find('[data-fen="1200"]').exists()).toBe(true);
});

test('a statement shows signed amounts and loads older lines', async () => {
  const statement = 'GET /api/staff/ledger/accounts/lac_1/statement';
  answerCalls({
    'GET /api/staff/ledger/accounts/lac_1': [200, account],
    [statement]: [200, { items: [line(2)], next_after: 2 }],
  });
  const { wrapper } = await mountPage(AccountPage, {
    module: ledger_module,
    props: { account_id: 'lac_1' },
  });
  await flushPromises();
  expect(wrapper.text()).toContain('2001 客户电子账户');
  expect(wrapper.findAll('[data-fen="-800"]')).toHaveLength(1);
  answerCalls({ [statement]: [200, { items: [line(1)], next_after: null }] });
  await wrapper
    .findAll('button')
    .find((button) => button.text() === '更多')
    ?.trigger('click');
  await flushPromises();
  expect(wrapper.findAll('[data-fen="-800"]')).toHaveLength(2);
});

test('a reversed transfer says so and leads to its reversal', async () => {
  answerCalls({
    'GET /api/staff/ledger/transfers/trf_2': [
      200,
      {
        ...line(2),
        debit_account: account,
        credit_account: {
          ...account,
          account_id: 'lac_2',
          code: 'merchant_clearing',
        },
        reversed_by: 'trf_9',
      },
    ],
  });
  const { wrapper } = await mountPage(TransferPage, {
    module: ledger_module,
    props: { transfer_id: 'trf_2' },
  });
  await flushPromises();
  expect(wrapper.text()).toContain('已冲正');
  expect(wrapper.text()).toContain('查看冲正交易');
  expect(wrapper.text()).toContain('payment.charge');
});

test('a proof that fails names the rule, one that holds says so', async () => {
  const counts = { accounts: 2, transfers: 3, entries: 6 };
  const finding = {
    rule: 'units_balance',
    subject: 'CNY',
    expected_fen: 1,
    found_fen: 2,
  };
  const found = (findings: readonly unknown[]) =>
    answerCalls({
      'GET /api/staff/ledger/verification': [200, { ...counts, findings }],
    });
  const { wrapper } = await mountPage(VerificationPage, {
    module: ledger_module,
  });
  const start = async () => {
    await wrapper.find('button').trigger('click');
    await flushPromises();
  };
  found([finding]);
  await start();
  expect(wrapper.text()).toContain('发现不符');
  expect(wrapper.text()).toContain('借贷合计相等');
  found([]);
  await start();
  expect(wrapper.text()).toContain('账务平衡');
});
