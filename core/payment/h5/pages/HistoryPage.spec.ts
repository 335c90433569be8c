// History, receipt and the preference of paying without PIN.
import { beforeEach, expect, test, vi } from 'vitest';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import payment_module from '../index.ts';
import HistoryPage from './HistoryPage.vue';
import PreferencePage from './PreferencePage.vue';
import ReceiptPage from './ReceiptPage.vue';
import { charged, line } from './testing.ts';

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
});

// clause: 8.1.1-2
test('paid orders lead to the receipt, unpaid ones to the cashier', async () => {
  const unpaid = {
    ...line,
    payment_id: 'pay_2',
    state: 'created',
    charged_at_us: null,
  };
  answerCalls({
    'GET /api/payments': [200, { items: [line, unpaid], next_after: null }],
  });
  const { wrapper } = await mountPage(HistoryPage, { module: payment_module });
  const links = wrapper.findAll('a.payment-row').map((link) => link.attributes('href'));
  expect(links).toEqual(['/payment/pay_1/receipt', '/payment/pay_2']);
  expect(wrapper.text()).toContain('已退 ¥6.90');
});

test('a filter asks again', async () => {
  const calls = answerCalls({
    'GET /api/payments': [200, { items: [], next_after: null }],
  });
  const { wrapper } = await mountPage(HistoryPage, { module: payment_module });
  expect(wrapper.text()).toContain('没有订单');
  await wrapper.find('select').setValue('charged');
  await flushPromises();
  expect(calls).toHaveLength(2);
});

test('a receipt shows parties, sources and refunds', async () => {
  answerCalls({
    'GET /api/payments/pay_1/receipt': [
      200,
      {
        receipt_number: '20261123-abc',
        payer_masked_name: '*三',
        issued_at_us: 1,
        payment: {
          ...charged,
          state: 'refunded_partly',
          refunded_fen: 690,
          refunds: [
            {
              refund_id: 'rfd_1',
              amount_fen: 690,
              reason: '菜品售罄',
              state: 'refunded',
              requested_at_us: 1_795_406_600_000_000,
              refunded_at_us: 1_795_406_600_000_000,
            },
          ],
        },
      },
    ],
  });
  const { wrapper } = await mountPage(ReceiptPage, {
    module: payment_module,
    props: { payment_id: 'pay_1' },
  });
  for (const words of ['20261123-abc', '*三', '阳光食堂', '支付密码', '菜品售罄', '¥6.90'])
    expect(wrapper.text()).toContain(words);
});

test('paying without PIN is set with the PIN', async () => {
  const calls = answerCalls({
    'GET /api/payment-preference': [200, { pin_free_max_fen: 0, highest_fen: 20_000 }],
    'PUT /api/payment-preference': [200, { pin_free_max_fen: 10_000, highest_fen: 20_000 }],
  });
  const { wrapper } = await mountPage(PreferencePage, {
    module: payment_module,
  });
  expect(wrapper.text()).toContain('最高 ¥200.00');
  await wrapper.find('input').setValue('100');
  await wrapper.find('form').trigger('submit');
  wrapper.findComponent({ name: 'PinPad' }).vm.$emit('complete', '246810');
  await flushPromises();
  expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({
    pin_free_max_fen: 10_000,
    payment_pin: '246810',
  });
});
