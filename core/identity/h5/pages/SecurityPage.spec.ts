// Profile, devices, real-name check and payment PIN as the customer meets them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginSession, currentSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import identity from '../index.ts';
import PaymentPinPage from './PaymentPinPage.vue';
import SecurityPage from './SecurityPage.vue';
import VerifyPage from './VerifyPage.vue';
import { registered, verified } from './testing.ts';

beforeEach(() =>
  beginSession({
    token: 'cst_secret',
    level: 'registered',
    subject_id: 'cus_1',
    display_name: '',
    permissions: [],
  }),
);
afterEach(() => endSession());

const device = {
  channel: 'h5',
  peer_address: '203.0.113.7',
  started_at_us: 1,
  last_seen_at_us: 1_795_406_400_000_000,
};
const devices = {
  items: [
    {
      ...device,
      session_id: 'ses_1',
      is_current: true,
      device_title: 'iPhone',
    },
    {
      ...device,
      session_id: 'ses_2',
      is_current: false,
      device_title: 'Android',
    },
  ],
};

type Wrapper = Awaited<ReturnType<typeof mountPage>>['wrapper'];
const press = async (wrapper: Wrapper, label: string) => {
  const buttons = [...document.querySelectorAll('button')];
  buttons
    .find((button) => (button.getAttribute('aria-label') ?? button.textContent).includes(label))
    ?.click();
  await flushPromises();
  return wrapper;
};

test('another device can be signed out, this one is marked', async () => {
  const calls = answerCalls({
    'GET /api/identity/session': [200, registered],
    'GET /api/identity/sessions': [200, devices],
    'DELETE /api/identity/sessions/ses_2': [200, {}],
  });
  const { wrapper } = await mountPage(SecurityPage, {
    module: identity,
    path: '/security',
  });
  expect(wrapper.text()).toContain('139****5678');
  expect(wrapper.text()).toContain('本机');
  await wrapper
    .findAll('.list-row button')
    .find((button) => button.text() === '退出')
    ?.trigger('click');
  await flushPromises();
  await press(wrapper, '确定');
  expect(calls.some((call) => call.method === 'DELETE' && call.path.endsWith('ses_2'))).toBe(true);
});

test('the real-name check turns this session into a verified one', async () => {
  const calls = answerCalls({
    'POST /api/identity/real-name-check': [200, { masked_name: '*三', tier: 'verified' }],
    'GET /api/identity/session': [200, verified],
  });
  const { wrapper } = await mountPage(VerifyPage, {
    module: identity,
    path: '/verify',
  });
  const [name, id_number] = wrapper.findAll('input');
  await name?.setValue('张三');
  await id_number?.setValue('11010519491231002x');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(calls[0]?.body).toEqual({
    name: '张三',
    id_number: '11010519491231002X',
  });
  expect(currentSession()).toMatchObject({
    level: 'verified',
    display_name: '*三',
  });
});

test('a wrong pair says how many tries are left today', async () => {
  answerCalls({
    'POST /api/identity/real-name-check': [
      422,
      { code: 'identity.real_name_mismatch', status: 422, tries_left: 4 },
    ],
  });
  const { wrapper } = await mountPage(VerifyPage, {
    module: identity,
    path: '/verify',
  });
  const [name, id_number] = wrapper.findAll('input');
  await name?.setValue('张三');
  await id_number?.setValue('110101199003070038');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(wrapper.text()).toContain('今天还可再试 4 次');
});

async function typePin(wrapper: Wrapper, pin: string): Promise<void> {
  for (const digit of pin) await wrapper.find('.pin-pad').trigger('keydown', { key: digit });
  await flushPromises();
}

test('a payment PIN is typed twice and sent with the login password', async () => {
  const calls = answerCalls({
    'GET /api/identity/session': [200, verified],
    'POST /api/identity/payment-pin': [200, {}],
  });
  const { wrapper } = await mountPage(PaymentPinPage, { module: identity });
  await wrapper.find('input').setValue('correct horse 42');
  await wrapper.find('form').trigger('submit');
  await typePin(wrapper, '284913');
  await typePin(wrapper, '284914');
  expect(wrapper.text()).toContain('两次输入不一致');
  await typePin(wrapper, '284913');
  await typePin(wrapper, '284913');
  expect(calls.at(-1)?.body).toEqual({
    login_password: 'correct horse 42',
    pin: '284913',
  });
});

test('a locked PIN leads to its reset by password and code', async () => {
  answerCalls({
    'GET /api/identity/session': [
      200,
      { ...verified, has_payment_pin: true, is_payment_pin_locked: true },
    ],
  });
  const { wrapper } = await mountPage(PaymentPinPage, { module: identity });
  expect(wrapper.text()).toContain('重置支付密码');
  expect(wrapper.text()).toContain('短信验证码');
});
