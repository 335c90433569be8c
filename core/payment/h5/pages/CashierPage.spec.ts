// The cashier: the PIN is asked when needed, one intention pays once, every end has its words.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { textOf } from '@dlfp/ui';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import payment_module from '../index.ts';
import CashierPage from './CashierPage.vue';
import { charged, payment } from './testing.ts';

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
});

afterEach(() => vi.useRealTimers());

async function opened(table: Parameters<typeof answerCalls>[0], shown = payment) {
  const calls = answerCalls({
    'GET /api/payments/pay_1': [200, shown],
    ...table,
  });
  const { wrapper } = await mountPage(CashierPage, {
    module: payment_module,
    props: { payment_id: 'pay_1' },
  });
  const button = (words: string) =>
    wrapper.findAll('.action-button').find((one) => one.text().includes(words));
  const enterPin = async () => {
    await wrapper.findAll('.action-button').at(-1)?.trigger('click');
    await flushPromises();
    wrapper.findComponent({ name: 'PinPad' }).vm.$emit('complete', '246810');
    await flushPromises();
  };
  return { wrapper, calls, button, enterPin };
}

// clause: 5.3-4
test('payee, amount and tenders are shown before anything is paid', async () => {
  const { wrapper, calls } = await opened({});
  expect(wrapper.text()).toContain('阳光食堂');
  expect(wrapper.text()).toContain('补贴钱包');
  expect(wrapper.text()).toContain('¥5.80');
  expect(wrapper.find('[data-fen="1580"]').exists()).toBe(true);
  expect(calls).toHaveLength(1);
});

test('the PIN pays and the result is shown', async () => {
  const { wrapper, calls, button, enterPin } = await opened({
    'POST /api/payments/pay_1/charge': [200, {}],
  });
  await button('支付 ¥15.80')?.trigger('click');
  expect(calls).toHaveLength(1);
  answerCalls({
    'POST /api/payments/pay_1/charge': [200, {}],
    'GET /api/payments/pay_1': [200, charged],
  });
  await enterPin();
  expect(wrapper.find('[data-state]').attributes('data-state')).toBe('charged');
  expect(wrapper.text()).toContain('支付成功');
});

test('below the own limit no PIN is asked', async () => {
  const { calls, button } = await opened(
    { 'POST /api/payments/pay_1/charge': [200, {}] },
    { ...payment, needs_pin: false },
  );
  await button('免密支付')?.trigger('click');
  await flushPromises();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({});
});

test('an unknown outcome is asked for with the same key and never started anew', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { wrapper, calls, button, enterPin } = await opened({
    'POST /api/payments/pay_1/charge': [504, { code: 'api.outcome_unknown', status: 504 }],
  });
  const posts = () => calls.filter((call) => call.method === 'POST');
  await enterPin();
  await vi.advanceTimersByTimeAsync(5000);
  expect(posts()).toHaveLength(3);
  expect(wrapper.text()).toContain('不要重新下单');
  await button('查询支付结果')?.trigger('click');
  await vi.advanceTimersByTimeAsync(5000);
  expect(posts()).toHaveLength(6);
  const keys = posts().map((call) => call.headers.get('Idempotency-Key'));
  expect(new Set(keys).size).toBe(1);
});

test.each([
  ['payment.tender_short', { available_fen: 500 }, '余额不足，可用 ¥5.00'],
  ['payment.order_expired', {}, '订单已过期'],
  ['account.day_limit_exceeded', { still_possible_fen: 800 }, '今日还可支出 ¥8.00'],
])('%s is said in words', async (code, members, words) => {
  const { wrapper, enterPin } = await opened({
    'POST /api/payments/pay_1/charge': [422, { code, status: 422, ...members }],
  });
  await enterPin();
  expect(document.body.textContent).toContain(words);
  expect(wrapper.find('[data-state]').exists()).toBe(false);
});

test('an order that another device paid is shown as paid', async () => {
  const { wrapper, enterPin } = await opened({
    'POST /api/payments/pay_1/charge': [409, { code: 'payment.already_charged', status: 409 }],
  });
  answerCalls({
    'POST /api/payments/pay_1/charge': [409, { code: 'payment.already_charged', status: 409 }],
    'GET /api/payments/pay_1': [200, charged],
  });
  await enterPin();
  expect(wrapper.find('[data-state]').attributes('data-state')).toBe('charged');
});

test('a card payment without an answer looks again by itself until there is one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { wrapper, calls } = await opened({}, { ...payment, state: 'unknown' });
  expect(wrapper.text()).toContain('款项不会重复扣划');
  answerCalls({ 'GET /api/payments/pay_1': [200, charged] });
  await vi.advanceTimersByTimeAsync(2000);
  await flushPromises();
  expect(wrapper.find('[data-state]').attributes('data-state')).toBe('charged');
  expect(calls.every((call) => call.method === 'GET')).toBe(true);
});

describe('above what the PIN alone may pay', () => {
  const refused = {
    code: 'identity.step_up_required',
    status: 403,
    missing: 'passkey',
    limit_fen: 100_000,
  };
  const asked = {
    confirmation_id: 'cnf_1',
    operation_digest: 'd1',
    challenge: textOf(new Uint8Array([1, 2, 3]).buffer),
    relying_party_id: 'localhost',
    credential_ids: [textOf(new Uint8Array([4]).buffer)],
    expires_at_us: 0,
  };
  const given = new Uint8Array([5]).buffer;
  const get = vi.fn();

  beforeEach(() => {
    vi.stubGlobal('PublicKeyCredential', class {});
    Object.defineProperty(navigator, 'credentials', { value: { get }, configurable: true });
    get.mockReset();
    get.mockResolvedValue({
      rawId: given,
      response: { clientDataJSON: given, authenticatorData: given, signature: given },
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  async function refusedByPin(table: Parameters<typeof answerCalls>[0] = {}) {
    const page = await opened({
      'POST /api/payments/pay_1/charge': [403, refused],
      'POST /api/payments/pay_1/confirmations': [200, asked],
      ...table,
    });
    await page.enterPin();
    return page;
  }

  // clause: 5.3-1
  test('the page says what the PIN may still pay and offers the passkey', async () => {
    const { wrapper, button } = await refusedByPin();
    expect(wrapper.text()).toContain('还可支付 ¥1,000.00');
    expect(button('用通行密钥确认并支付 ¥15.80')).toBeDefined();
  });

  // clause: 5.3-4
  test('the passkey signs this order and the charge names what was seen', async () => {
    const { calls, button } = await refusedByPin();
    await button('用通行密钥确认')?.trigger('click');
    await flushPromises();
    const { publicKey } = get.mock.calls[0]?.[0] as CredentialRequestOptions;
    expect(textOf(publicKey?.challenge as ArrayBuffer)).toBe(asked.challenge);
    expect(publicKey?.userVerification).toBe('required');
    expect(publicKey?.allowCredentials).toHaveLength(1);
    const text = textOf(given);
    expect(calls.at(-1)?.body).toEqual({
      payment_pin: '246810',
      operation_digest: 'd1',
      confirmation: {
        confirmation_id: 'cnf_1',
        answer: {
          credential_id: text,
          client_data_json: text,
          authenticator_data: text,
          signature: text,
        },
      },
    });
  });

  test('whoever gives up is told and may try again', async () => {
    get.mockRejectedValue(new Error('NotAllowedError'));
    const { wrapper, calls, button } = await refusedByPin();
    const posts = () => calls.filter((call) => call.path.endsWith('charge')).length;
    const before = posts();
    await button('用通行密钥确认')?.trigger('click');
    await flushPromises();
    expect(wrapper.text()).toContain('没有完成确认');
    expect(posts()).toBe(before);
    expect(button('用通行密钥确认')).toBeDefined();
  });

  // clause: 5.3-4
  test('a question about another order than the one shown is not signed', async () => {
    const { wrapper, button } = await refusedByPin({
      'POST /api/payments/pay_1/confirmations': [200, { ...asked, operation_digest: 'd2' }],
    });
    await button('用通行密钥确认')?.trigger('click');
    await flushPromises();
    expect(get).not.toHaveBeenCalled();
    expect(wrapper.text()).toContain('订单内容已变化');
  });

  test('a browser without passkeys says so', async () => {
    vi.unstubAllGlobals();
    const { wrapper, button } = await refusedByPin();
    expect(wrapper.text()).toContain('不支持通行密钥');
    expect(button('用通行密钥确认')).toBeUndefined();
  });
});
