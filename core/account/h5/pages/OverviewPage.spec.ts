// What customers see of their accounts.
import { afterEach, expect, test } from 'vitest';
import { endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import account_module from '../index.ts';
import OverviewPage from './OverviewPage.vue';
import { account, accounts, signIn } from './testing.ts';

afterEach(() => endSession());

// clause: 8.2.2-a
test('an account shows its balance, what it is bound to and its newest entries', async () => {
  signIn('verified');
  answerCalls({
    'GET /api/accounts': [200, accounts],
    'GET /api/accounts/lac_1/balance': [
      200,
      {
        account_id: 'lac_1',
        balance_fen: 190_000,
        available_fen: 180_000,
        as_of_us: 1,
        newest: [
          {
            seq: 2,
            direction: 'out',
            amount_fen: 1_580,
            balance_after_fen: 190_000,
            memo: '午餐',
            posted_at_us: 1_795_406_400_000_000,
          },
        ],
      },
    ],
  });
  const { wrapper } = await mountPage(OverviewPage, { module: account_module });
  await flushPromises();
  expect(wrapper.text()).toContain('Ⅲ类户');
  expect(wrapper.text()).toContain('榕城银行 6222***********0011');
  expect(wrapper.text()).toContain('午餐');
  expect(wrapper.find('.account-balance [data-fen]').attributes('data-fen')).toBe('190000');
  expect(wrapper.find('.account-entry [data-fen]').attributes('data-fen')).toBe('-1580');
});

test('a registered customer is led to the real-name check and nothing is asked', async () => {
  signIn('registered');
  const calls = answerCalls({});
  const { wrapper } = await mountPage(OverviewPage, { module: account_module });
  expect(wrapper.text()).toContain('完成实名认证后');
  expect(calls).toHaveLength(0);
});

test('a frozen account says so', async () => {
  signIn('verified');
  answerCalls({
    'GET /api/accounts': [200, { accounts: [{ ...account, freeze: 'all' }], linked_cards: [] }],
  });
  const { wrapper } = await mountPage(OverviewPage, { module: account_module });
  expect(wrapper.text()).toContain('已冻结');
});

test('a card is unlinked after a question', async () => {
  signIn('verified');
  const card = {
    linked_card_id: 'bnd_1',
    number_masked: '6259***********0033',
    bank_name: '榕城银行',
    bound_class: 'credit',
    bound_at_us: 1,
  };
  const calls = answerCalls({
    'GET /api/accounts': [200, { accounts: [], linked_cards: [card] }],
    'DELETE /api/linked-cards/bnd_1': [200, {}],
  });
  const { wrapper } = await mountPage(OverviewPage, { module: account_module });
  expect(wrapper.text()).toContain('信用卡');
  await wrapper
    .findAll('button')
    .find((button) => button.text().includes('6259'))
    ?.trigger('click');
  expect(calls.some((call) => call.method === 'DELETE')).toBe(false);
  wrapper.findComponent({ name: 'ConfirmDialog' }).vm.$emit('confirm');
  await flushPromises();
  expect(calls.some((call) => call.method === 'DELETE')).toBe(true);
});
