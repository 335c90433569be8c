// Top-up and withdrawal: an unknown outcome is followed, a refused amount offers what is possible.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import account_module from '../index.ts';
import FundPage from './FundPage.vue';
import { accounts } from './testing.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

const funding = {
  funding_id: 'fnd_1',
  account_id: 'lac_1',
  direction: 'top_up',
  state: 'requested',
  amount_fen: 15_000,
  refusal: '',
  requested_at_us: 1,
  settled_at_us: null,
};

async function asked(table: Parameters<typeof answerCalls>[0], direction = 'top-up') {
  const calls = answerCalls({ 'GET /api/accounts': [200, accounts], ...table });
  const { wrapper } = await mountPage(FundPage, {
    module: account_module,
    props: { account_id: 'lac_1', direction },
  });
  await wrapper.find('input').setValue('300');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  return { wrapper, calls };
}

test('an unknown outcome refreshes by itself until the bank has answered', async () => {
  const { wrapper, calls } = await asked({
    'POST /api/accounts/lac_1/top-ups': [200, funding],
    'GET /api/accounts/lac_1/fundings/fnd_1': [200, { ...funding, state: 'unknown' }],
  });
  expect(wrapper.find('[data-state]').attributes('data-state')).toBe('requested');
  expect(wrapper.text()).toContain('处理中');
  await vi.advanceTimersByTimeAsync(2000);
  await flushPromises();
  expect(wrapper.find('[data-state]').attributes('data-state')).toBe('unknown');
  expect(wrapper.text()).toContain('款项不会重复划转');
  answerCalls({
    'GET /api/accounts/lac_1/fundings/fnd_1': [200, { ...funding, state: 'succeeded' }],
  });
  await vi.advanceTimersByTimeAsync(2000);
  await flushPromises();
  expect(wrapper.find('[data-state]').attributes('data-state')).toBe('succeeded');
  expect(calls.filter((call) => call.method === 'POST')).toHaveLength(1);
});

test('a top-up above the highest balance offers what is still possible', async () => {
  const { wrapper, calls } = await asked({
    'POST /api/accounts/lac_1/top-ups': [
      422,
      {
        code: 'account.balance_limit_exceeded',
        status: 422,
        limit_fen: 200_000,
        balance_fen: 185_000,
        still_possible_fen: 15_000,
      },
    ],
  });
  expect(wrapper.text()).toContain('最多还可转入 ¥150.00');
  const offer = wrapper.findAll('button').find((button) => button.text().includes('改为充值'));
  expect(offer?.text()).toContain('¥150.00');
  await offer?.trigger('click');
  await flushPromises();
  expect(calls.at(-1)?.body).toEqual({ amount_fen: 15_000 });
  expect(calls.at(-1)?.headers.get('Idempotency-Key')).not.toBe(
    calls.at(-2)?.headers.get('Idempotency-Key'),
  );
});

test('a refused withdrawal says why and that nothing moved', async () => {
  const { wrapper } = await asked(
    {
      'POST /api/accounts/lac_1/withdrawals': [
        200,
        {
          ...funding,
          direction: 'withdraw',
          state: 'refused',
          refusal: 'account_frozen',
        },
      ],
    },
    'withdraw',
  );
  expect(wrapper.text()).toContain('未成功，款项没有变动');
  expect(wrapper.text()).toContain('绑定账户已被冻结');
});
