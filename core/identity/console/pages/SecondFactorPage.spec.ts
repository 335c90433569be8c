// The second factor of staff as the console shows it: given at log-in, set up, renewed.
import { afterEach, expect, test } from 'vitest';
import { beginSession, currentSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import identity from '../index.ts';
import SecondFactorDuePage from './SecondFactorDuePage.vue';
import SecondFactorPage from './SecondFactorPage.vue';
import StaffLoginPage from './StaffLoginPage.vue';

afterEach(() => endSession());

const profile = {
  staff_id: 'stf_1',
  name: '赵敏',
  organisation: { short_name: '本行' },
  roles: ['bank_admin'],
  permissions: ['identity.view_staff'],
};
const view = {
  is_required: true,
  is_enrolled: false,
  recovery_codes_left: 0,
  step: 'enrolment_due',
};
const full = { token: 'sst_full', must_change_password: false, second_factor_step: 'settled' };
const recovery_codes = ['AAAA-BBBB-CCCC-DDDD', 'EEEE-FFFF-GGGG-HHHH'];
const set_up_calls = {
  'POST /api/identity/staff-second-factor/enrolment': [
    200,
    { otpauth_uri: 'otpauth://totp/x?secret=ABCDEFGH', key_base32: 'ABCDEFGH' },
  ],
  'PUT /api/identity/staff-second-factor': [200, { recovery_codes, session: full }],
  'GET /api/identity/staff-session': [200, profile],
} as const;

function halfSession(): void {
  beginSession({
    token: 'sst_half',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '赵敏',
    permissions: [],
  });
}

test('after the password the second factor is asked', async () => {
  answerCalls({
    'POST /api/identity/staff-sessions': [
      200,
      { token: 'sst_half', must_change_password: false, second_factor_step: 'code_due' },
    ],
    'GET /api/identity/staff-session': [200, { ...profile, permissions: [] }],
  });
  const { wrapper, router } = await mountPage(StaffLoginPage, { module: identity, path: '/login' });
  const [login_name, password] = wrapper.findAll('input');
  await login_name?.setValue('bank.admin');
  await password?.setValue('Dlfp-Staff-2026');
  await wrapper.find('form').trigger('submit');
  await expect.poll(() => router.currentRoute.value.path).toBe('/second-factor');
});

test('a right code goes on under the fresh token', async () => {
  halfSession();
  const calls = answerCalls({
    'GET /api/identity/staff-second-factor': [
      200,
      { ...view, is_enrolled: true, step: 'code_due' },
    ],
    'POST /api/identity/staff-session/second-factor': [200, full],
    'GET /api/identity/staff-session': [200, profile],
  });
  const { wrapper, router } = await mountPage(SecondFactorDuePage, {
    module: identity,
    path: '/second-factor',
  });
  await wrapper.find('input').setValue(' 123456 ');
  await wrapper.find('form').trigger('submit');
  await expect.poll(() => router.currentRoute.value.path).toBe('/');
  expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({ code: '123456' });
  expect(currentSession()?.token).toBe('sst_full');
});

test('where required, it is set up with QR code, first code and recovery codes', async () => {
  halfSession();
  answerCalls({ ...set_up_calls, 'GET /api/identity/staff-second-factor': [200, view] });
  const { wrapper, router } = await mountPage(SecondFactorDuePage, {
    module: identity,
    path: '/second-factor',
  });
  await flushPromises();
  expect(wrapper.find('.qr-code').exists()).toBe(true);
  expect(wrapper.text()).toContain('ABCD EFGH');
  await wrapper.find('input').setValue('123456');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  for (const code of recovery_codes) expect(wrapper.text()).toContain(code);
  expect(currentSession()?.token).toBe('sst_half');
  await wrapper.find('.identity-recovery-codes button').trigger('click');
  await expect.poll(() => router.currentRoute.value.path).toBe('/');
  expect(currentSession()?.token).toBe('sst_full');
});

test('who has none sets one up, who has one may replace it', async () => {
  halfSession();
  answerCalls({
    'GET /api/identity/staff-second-factor': [200, { ...view, step: 'settled' }],
  });
  const without = await mountPage(SecondFactorPage, { module: identity });
  expect(without.wrapper.text()).toContain('设置验证器应用');
  without.wrapper.unmount();
  answerCalls({
    'GET /api/identity/staff-second-factor': [
      200,
      { ...view, is_enrolled: true, enrolled_at_us: 1, recovery_codes_left: 7, step: 'settled' },
    ],
  });
  const { wrapper } = await mountPage(SecondFactorPage, { module: identity });
  expect(wrapper.text()).toContain('更换验证器');
  expect(wrapper.text()).toContain('7');
});
