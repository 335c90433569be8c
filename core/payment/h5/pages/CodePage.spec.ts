// The payment code renews itself before it ends and notices when it was used.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import payment_module from '../index.ts';
import CodePage from './CodePage.vue';
import { line } from './testing.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const made = (code: string) => ({
  code,
  expires_at_us: (Date.now() + 60_000) * 1000,
  is_pin_confirmed: false,
  once_max_fen: 20_000,
});
const empty = { items: [], next_after: null };

async function pass(seconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  await flushPromises();
}

test('the code is shown as digits and as a square, with its limit', async () => {
  answerCalls({
    'POST /api/payment-codes': [200, made('86123456789012345678')],
  });
  const { wrapper } = await mountPage(CodePage, { module: payment_module });
  expect(wrapper.find('[data-code]').text()).toBe('8612 3456 7890 1234 5678');
  expect(wrapper.find('svg').exists()).toBe(true);
  expect(wrapper.text()).toContain('¥200.00');
  wrapper.unmount();
});

test('a new code is made before the old one ends', async () => {
  const calls = answerCalls({
    'POST /api/payment-codes': [200, made('86111111111111111111')],
    'GET /api/payments': [200, empty],
  });
  const { wrapper } = await mountPage(CodePage, { module: payment_module });
  await pass(50);
  expect(calls.filter((call) => call.method === 'POST')).toHaveLength(1);
  await pass(6);
  expect(calls.filter((call) => call.method === 'POST').length).toBeGreaterThan(1);
  wrapper.unmount();
});

test('a payment made with the code ends the waiting', async () => {
  answerCalls({
    'POST /api/payment-codes': [200, made('86111111111111111111')],
    'GET /api/payments': [
      200,
      {
        items: [{ ...line, charged_at_us: (Date.now() + 2000) * 1000 }],
        next_after: null,
      },
    ],
  });
  const { wrapper } = await mountPage(CodePage, { module: payment_module });
  await pass(4);
  expect(wrapper.text()).toContain('已支付 阳光食堂');
  expect(wrapper.find('[data-code]').exists()).toBe(false);
  wrapper.unmount();
});

test('an older payment is not taken for this one', async () => {
  answerCalls({
    'POST /api/payment-codes': [200, made('86111111111111111111')],
    'GET /api/payments': [
      200,
      {
        items: [{ ...line, charged_at_us: (Date.now() - 2000) * 1000 }],
        next_after: null,
      },
    ],
  });
  const { wrapper } = await mountPage(CodePage, { module: payment_module });
  await pass(4);
  expect(wrapper.find('[data-code]').exists()).toBe(true);
  wrapper.unmount();
});
