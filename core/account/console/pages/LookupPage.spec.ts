// Staff look accounts up, freeze them with a reason, and add limits of a day to come.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import account_module from '../index.ts';
import LimitRulesPage from './LimitRulesPage.vue';
import LookupPage from './LookupPage.vue';

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
});
afterEach(() => endSession());

function signIn(...permissions: string[]): void {
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '李经理',
    permissions,
  });
}
const found = {
  customer: { masked_name: '*三', masked_mobile: '138****8000' },
  accounts: [
    {
      account_id: 'lac_1',
      account_class: 'class_two',
      state: 'open',
      freeze: 'none',
      balance_fen: 50_000,
      available_fen: 50_000,
      bound_number_masked: '6222***********0011',
      bound_bank_name: '榕城银行',
      limits: { day_left_fen: 1_000_000, year_left_fen: 20_000_000 },
    },
  ],
};

async function lookedUp() {
  const calls = answerCalls({
    'POST /api/staff/accounts/searches': [200, found],
    'PUT /api/staff/accounts/lac_1/freeze': [200, {}],
  });
  const { wrapper } = await mountPage(LookupPage, { module: account_module });
  await wrapper.find('input').setValue('13800138000');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  return { wrapper, calls };
}

test('accounts are found by mobile number, masked', async () => {
  signIn();
  const { wrapper, calls } = await lookedUp();
  expect(calls[0]?.body).toEqual({ mobile: '13800138000' });
  expect(wrapper.text()).toContain('*三');
  expect(wrapper.text()).toContain('¥500.00');
  expect(wrapper.text()).not.toContain('冻结与解冻');
});

test('freezing needs a reason', async () => {
  signIn('account.freeze_accounts');
  const { wrapper, calls } = await lookedUp();
  await wrapper
    .findAll('button')
    .find((one) => one.text() === '冻结与解冻')
    ?.trigger('click');
  await flushPromises();
  const sheet = document.querySelector('dialog');
  sheet?.querySelector('form')?.dispatchEvent(new Event('submit'));
  await flushPromises();
  expect(calls.some((call) => call.method === 'PUT')).toBe(false);
  const field = sheet?.querySelector('input');
  if (field) field.value = '法院冻结';
  field?.dispatchEvent(new Event('input'));
  sheet?.querySelector('form')?.dispatchEvent(new Event('submit'));
  await flushPromises();
  expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({
    freeze: 'none',
    reason: '法院冻结',
  });
});

test('limits are listed by class and date', async () => {
  signIn();
  answerCalls({
    'GET /api/staff/account-limit-rules': [
      200,
      {
        items: [
          {
            account_class: 'class_three',
            effective_from: '2018-01-19',
            balance_max_fen: 200_000,
            out_day_max_fen: 200_000,
            out_year_max_fen: 5_000_000,
          },
        ],
      },
    ],
  });
  const { wrapper } = await mountPage(LimitRulesPage, { module: account_module });
  expect(wrapper.text()).toContain('Ⅲ类户');
  expect(wrapper.text()).toContain('2018-01-19');
  expect(wrapper.text()).toContain('¥50,000.00');
  expect(wrapper.text()).not.toContain('新增限额');
});
