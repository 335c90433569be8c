// Limits: what is left, and the customer's own lower ones; and the statement's pages.
import { expect, test } from 'vitest';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import account_module from '../index.ts';
import LimitsPage from './LimitsPage.vue';
import StatementPage from './StatementPage.vue';
import { accounts } from './testing.ts';

test('limits show what is left and save an own one', async () => {
  const calls = answerCalls({
    'GET /api/accounts': [200, accounts],
    'PUT /api/accounts/lac_1/limits': [200, {}],
  });
  const { wrapper } = await mountPage(LimitsPage, {
    module: account_module,
    props: { account_id: 'lac_1' },
  });
  expect(wrapper.text()).toContain('¥2,000.00，还可用 ¥800.00');
  expect(wrapper.text()).toContain('余额上限');
  await wrapper.find('input').setValue('500');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({
    own_day_max_fen: 50_000,
    own_year_max_fen: null,
  });
});

test('a limit above the rule is refused with the highest allowed', async () => {
  answerCalls({
    'GET /api/accounts': [200, accounts],
    'PUT /api/accounts/lac_1/limits': [
      422,
      { code: 'account.own_limit_too_high', status: 422, limit_fen: 200_000 },
    ],
  });
  const { wrapper } = await mountPage(LimitsPage, {
    module: account_module,
    props: { account_id: 'lac_1' },
  });
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(wrapper.text()).toContain('不能高于监管上限 ¥2,000.00');
});

test('the statement loads page by page', async () => {
  const entry = (seq: number) => ({
    seq,
    direction: 'in',
    amount_fen: 100,
    balance_after_fen: 100,
    memo: `第${seq}笔`,
    posted_at_us: 1,
  });
  answerCalls({
    'GET /api/accounts/lac_1/statement': [200, { items: [entry(9)], next_after: 9 }],
  });
  const { wrapper } = await mountPage(StatementPage, {
    module: account_module,
    props: { account_id: 'lac_1' },
  });
  answerCalls({
    'GET /api/accounts/lac_1/statement': [200, { items: [entry(8)], next_after: null }],
  });
  await wrapper.find('.action-button').trigger('click');
  await flushPromises();
  expect(wrapper.text()).toContain('第9笔');
  expect(wrapper.text()).toContain('第8笔');
  expect(wrapper.find('.action-button').exists()).toBe(false);
});
