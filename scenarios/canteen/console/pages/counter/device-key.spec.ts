// Signatures that the server can check and a key that stays where it is.
import { expect, test } from 'vitest';
import { makeKey, publicForm, signRequest, signText } from './device-key.ts';
import { requestText } from './facts.ts';

const fromBase64url = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const signing = { name: 'ECDSA', hash: 'SHA-256' };

test('the private key cannot be taken out', async () => {
  const key = await makeKey();
  await expect(crypto.subtle.exportKey('pkcs8', key.privateKey)).rejects.toThrow();
  const form = await publicForm(key);
  expect(form.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  expect(fromBase64url(form.public_key)).toHaveLength(91);
});

test('a request is signed over its method, target, time, nonce and body', async () => {
  const key = await makeKey();
  const signer = { key, terminal_id: 'trm_1', server_time_us: () => 5_000_000 };
  const request = { method: 'POST', target: '/device/canteen/sales', body: '{"seq":1}' };
  const header = await signRequest(signer, request);
  const [terminal_id, time, nonce, signature] = header.replace('Device ', '').split('.');
  expect(terminal_id).toBe('trm_1');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(request.body));
  const right = Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
  const verified = (body: string) =>
    crypto.subtle.verify(
      signing,
      key.publicKey,
      fromBase64url(signature ?? ''),
      new TextEncoder().encode(
        requestText({
          method: request.method,
          target: request.target,
          terminal_id: 'trm_1',
          signed_at_us: Number(time),
          nonce: nonce ?? '',
          body_sha256: body,
        }),
      ),
    );
  expect(await verified(right)).toBe(true);
  expect(await verified(right.replace(/^./, (digit) => (digit === '0' ? '1' : '0')))).toBe(false);
  expect(await signRequest(signer, request)).not.toBe(header);
});

test('a signature is raw r and s, as the protocol says', async () => {
  const signature = await signText(await makeKey(), 'text');
  expect(fromBase64url(signature)).toHaveLength(64);
});
