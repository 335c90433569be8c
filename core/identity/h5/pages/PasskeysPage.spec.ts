// Passkeys in H5: added with the password, used to sign in, renamed, removed, given up.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession, currentSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import identity from '../index.ts';
import { bytesOf, textOf } from '@dlfp/ui';
import LoginPage from './LoginPage.vue';
import PasskeysPage from './PasskeysPage.vue';
import { opened, registered } from './testing.ts';

const bytes = (...values: number[]) => new Uint8Array(values).buffer;
const asked = {
  ceremony_id: 'pkc_1',
  challenge: textOf(bytes(1, 2, 3)),
  relying_party_id: 'localhost',
  user_handle: textOf(bytes(9)),
  user_name: '139****5678',
  algorithms: [-7],
  excluded_credential_ids: [],
  expires_at_us: 2,
};
const phone = {
  passkey_id: 'pky_1',
  title: '我的手机',
  is_backed_up: false,
  created_at_us: 1_795_406_400_000_000,
};
const create = vi.fn();
const get = vi.fn();

beforeEach(() => {
  vi.stubGlobal('PublicKeyCredential', class {});
  vi.stubGlobal('navigator', {
    ...navigator,
    userAgent: 'iPhone',
    credentials: { create, get },
  });
  beginSession({
    token: 'cst_secret',
    level: 'registered',
    subject_id: 'cus_1',
    display_name: '',
    permissions: [],
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  endSession();
});

const press = async (label: string) => {
  [...document.querySelectorAll('button')]
    .filter((button) => button.textContent.includes(label))
    .at(-1)
    ?.click();
  await flushPromises();
};
const submit = async () => {
  for (const field of document.querySelectorAll<HTMLInputElement>('form input[type=password]')) {
    field.value = 'correct horse 42';
    field.dispatchEvent(new Event('input'));
  }
  document.querySelector('form')?.dispatchEvent(new Event('submit'));
  await flushPromises();
};

test('bytes and their texts are each other’s inverse', () => {
  expect(textOf(bytes(251, 255, 190))).toBe('-_--');
  expect([...bytesOf('-_--')]).toEqual([251, 255, 190]);
});

test('a passkey is added with the login password', async () => {
  create.mockResolvedValueOnce({
    response: { clientDataJSON: bytes(1), attestationObject: bytes(2) },
  });
  const calls = answerCalls({
    'GET /api/identity/passkeys': [200, { items: [] }],
    'POST /api/identity/passkey-registrations': [200, asked],
    'POST /api/identity/passkeys': [200, phone],
  });
  const { wrapper } = await mountPage(PasskeysPage, {
    module: identity,
    path: '/security/passkeys',
  });
  expect(wrapper.text()).toContain('还没有通行密钥');
  await press('添加通行密钥');
  await submit();
  const [given] = create.mock.calls[0] as [{ publicKey: PublicKeyCredentialCreationOptions }];
  expect(given.publicKey.authenticatorSelection?.userVerification).toBe('required');
  const sent = calls.find((call) => call.method === 'POST' && call.path.endsWith('/passkeys'));
  expect(sent?.body).toMatchObject({
    ceremony_id: 'pkc_1',
    attestation_object: 'Ag',
  });
});

test('a dialogue that was closed adds nothing and says so', async () => {
  create.mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'));
  const calls = answerCalls({
    'GET /api/identity/passkeys': [200, { items: [] }],
    'POST /api/identity/passkey-registrations': [200, asked],
  });
  await mountPage(PasskeysPage, {
    module: identity,
    path: '/security/passkeys',
  });
  await press('添加通行密钥');
  await submit();
  expect(document.body.textContent).toContain('没有完成');
  expect(
    calls.some((call) => call.path.endsWith('/identity/passkeys') && call.method === 'POST'),
  ).toBe(false);
});

test('a passkey is removed after a question', async () => {
  const calls = answerCalls({
    'GET /api/identity/passkeys': [200, { items: [phone] }],
    'DELETE /api/identity/passkeys/pky_1': [200, {}],
  });
  await mountPage(PasskeysPage, {
    module: identity,
    path: '/security/passkeys',
  });
  await press('删除');
  await press('删除');
  expect(calls.some((call) => call.method === 'DELETE')).toBe(true);
});

test('a passkey signs in without number and password', async () => {
  endSession();
  get.mockResolvedValueOnce({
    rawId: bytes(7),
    response: {
      clientDataJSON: bytes(1),
      authenticatorData: bytes(2),
      signature: bytes(3),
    },
  });
  const calls = answerCalls({
    'POST /api/identity/passkey-log-ins': [200, asked],
    'POST /api/identity/sessions/by-passkey': [200, opened],
    'GET /api/identity/session': [200, registered],
  });
  await mountPage(LoginPage, { module: identity, path: '/login' });
  await press('用指纹或人脸登录');
  expect(currentSession()).toMatchObject({
    token: 'cst_secret',
    display_name: '139****5678',
  });
  expect(calls.find((call) => call.path.endsWith('by-passkey'))?.body).toMatchObject({
    credential_id: 'Bw',
    device_title: 'iPhone',
  });
});

test('a browser without passkeys offers none', async () => {
  vi.stubGlobal('PublicKeyCredential', undefined);
  answerCalls({});
  const { wrapper } = await mountPage(LoginPage, {
    module: identity,
    path: '/login',
  });
  expect(wrapper.text()).not.toContain('用指纹或人脸登录');
});
