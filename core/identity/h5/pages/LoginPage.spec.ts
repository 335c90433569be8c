// Signing in and registering: what is sent, what the shell keeps, what a refusal says.
import { afterEach, expect, test } from 'vitest';
import { currentSession, endSession, onSessionChange } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import identity from '../index.ts';
import { deviceTitle } from '../sign-in.ts';
import LoginPage from './LoginPage.vue';
import RegisterPage from './RegisterPage.vue';
import { opened, registered } from './testing.ts';

afterEach(() => endSession());

type Wrapper = Awaited<ReturnType<typeof mountPage>>['wrapper'];

async function fill(wrapper: Wrapper, values: readonly string[]): Promise<void> {
  const inputs = wrapper.findAll('input');
  for (const [place, value] of values.entries()) await inputs[place]?.setValue(value);
  await wrapper.find('form').trigger('submit');
  await flushPromises();
}

test('the right password signs in and returns to where the customer wanted to go', async () => {
  const calls = answerCalls({
    'POST /api/identity/sessions': [200, opened],
    'GET /api/identity/session': [200, registered],
  });
  const { wrapper, router } = await mountPage(LoginPage, {
    module: identity,
    path: '/login?back=/verify',
  });
  await fill(wrapper, ['13912345678', 'correct horse 42']);
  expect(calls[0]?.body).toMatchObject({
    mobile: '13912345678',
    password: 'correct horse 42',
  });
  expect(calls[1]?.headers.get('Authorization')).toBe('Bearer cst_secret');
  expect(currentSession()).toMatchObject({
    level: 'registered',
    display_name: '139****5678',
  });
  await expect.poll(() => router.currentRoute.value.path).toBe('/verify');
});

test('no session begins before it is known who the customer is', async () => {
  const begun: (string | undefined)[] = [];
  const stop = onSessionChange((session) => begun.push(session?.subject_id));
  answerCalls({
    'POST /api/identity/sessions': [200, opened],
    'GET /api/identity/session': [200, registered],
  });
  const { wrapper } = await mountPage(LoginPage, { module: identity, path: '/login' });
  await fill(wrapper, ['13912345678', 'correct horse 42']);
  stop();
  expect(begun).toEqual([registered.customer_id]);
});

// clause: 5.3-5
test('a refused log-in says nothing about what was wrong', async () => {
  answerCalls({
    'POST /api/identity/sessions': [401, { code: 'identity.login_refused', status: 401 }],
  });
  const { wrapper } = await mountPage(LoginPage, {
    module: identity,
    path: '/login',
  });
  await fill(wrapper, ['13912345678', 'wrong']);
  expect(wrapper.text()).toContain('或暂时不能登录');
  expect(currentSession()).toBeNull();
});

test('an incomplete form is not sent and says what is missing', async () => {
  const calls = answerCalls({});
  const { wrapper } = await mountPage(LoginPage, {
    module: identity,
    path: '/login',
  });
  await fill(wrapper, ['1391234', '']);
  expect(calls).toHaveLength(0);
  expect(wrapper.text()).toContain('请输入 11 位手机号');
  expect(wrapper.text()).toContain('请输入登录密码');
});

test('registration sends number, code and password and signs in', async () => {
  const calls = answerCalls({
    'POST /api/identity/sms-codes': [200, { valid_s: 60, resend_after_s: 60 }],
    'POST /api/identity/customers': [200, opened],
    'GET /api/identity/session': [200, registered],
  });
  const { wrapper } = await mountPage(RegisterPage, {
    module: identity,
    path: '/register',
  });
  await wrapper.findAll('input')[0]?.setValue('13912345678');
  await wrapper
    .findAll('button')
    .find((button) => button.text().includes('获取'))
    ?.trigger('click');
  await flushPromises();
  expect(calls[0]?.body).toEqual({
    mobile: '13912345678',
    purpose: 'register_customer',
    device_number: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  await fill(wrapper, ['13912345678', '012345', 'correct horse 42']);
  expect(calls[1]?.body).toMatchObject({
    sms_code: '012345',
    password: 'correct horse 42',
  });
  expect(currentSession()?.token).toBe('cst_secret');
});

test('a taken number leads to signing in', async () => {
  answerCalls({
    'POST /api/identity/customers': [
      409,
      { code: 'identity.mobile_already_registered', status: 409 },
    ],
  });
  const { wrapper } = await mountPage(RegisterPage, {
    module: identity,
    path: '/register',
  });
  await fill(wrapper, ['13912345678', '012345', 'correct horse 42']);
  expect(wrapper.text()).toContain('该手机号已注册');
});

test('the device is named by its kind and container', () => {
  expect(deviceTitle('Mozilla/5.0 (iPhone; CPU) MicroMessenger/8')).toBe('iPhone · WeChat');
  expect(deviceTitle('Mozilla/5.0 (Linux; Android 14)')).toBe('Android');
  expect(deviceTitle('curl')).toBe('Browser');
});
