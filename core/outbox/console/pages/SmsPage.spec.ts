// The sms outbox says that it is a sandbox, and shows what was sent.
import { expect, test } from 'vitest';
import { answerCalls, mountPage } from '@dlfp/ui/testing';
import outbox from '../index.ts';
import SmsPage from './SmsPage.vue';

const line = {
  sms_id: 'sms_1',
  masked_mobile: '138****8000',
  purpose: 'identity.register',
  state: 'delivered',
  text: '验证码 123456',
  created_at_us: 1_795_406_400_000_000,
  settled_at_us: null,
  tries: 1,
  receipt_at_us: null,
};

test('a message is shown with masked number, text and state, marked as sandbox', async () => {
  answerCalls({
    'GET /api/staff/outbox/sms': [200, { is_sandbox: true, items: [line], next_after: null }],
  });
  const { wrapper } = await mountPage(SmsPage, { module: outbox });
  expect(wrapper.find('[data-sandbox]').text()).toContain('沙箱');
  expect(wrapper.text()).toContain('138****8000');
  expect(wrapper.text()).toContain('验证码 123456');
  expect(wrapper.text()).toContain('已送达');
});

test('outside the sandbox texts are hidden', async () => {
  answerCalls({
    'GET /api/staff/outbox/sms': [
      200,
      { is_sandbox: false, items: [{ ...line, text: null }], next_after: null },
    ],
  });
  const { wrapper } = await mountPage(SmsPage, { module: outbox });
  expect(wrapper.find('[data-sandbox]').exists()).toBe(false);
  expect(wrapper.text()).toContain('（不显示）');
});

test('the receipt is shown with its time, and a message that waits for one says so', async () => {
  answerCalls({
    'GET /api/staff/outbox/sms': [
      200,
      {
        is_sandbox: false,
        items: [
          { ...line, text: null, tries: 3, receipt_at_us: 1_795_406_402_000_000 },
          { ...line, sms_id: 'sms_2', text: null, state: 'accepted' },
        ],
        next_after: null,
      },
    ],
  });
  const { wrapper } = await mountPage(SmsPage, { module: outbox });
  expect(wrapper.text()).toContain('12:00:02');
  expect(wrapper.text()).toContain('通道已接收');
  expect(wrapper.text()).toContain('（无）');
});
