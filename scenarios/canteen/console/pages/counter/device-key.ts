// The counter's own key: made in this browser, never to be taken out of it, and the signatures that
// it makes.
import { requestText } from './facts.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

export function toBase64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export function makeKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
}

/** The public key as the server stores it, and what people compare on two screens. */
export async function publicForm(key: CryptoKeyPair) {
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', key.publicKey));
  return { public_key: toBase64url(spki), fingerprint: hex(await sha256(spki)).slice(0, 16) };
}

export async function signText(key: CryptoKeyPair, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  return toBase64url(new Uint8Array(await crypto.subtle.sign(signing, key.privateKey, bytes)));
}

export interface Signer {
  readonly key: CryptoKeyPair;
  readonly terminal_id: string;
  /** The platform's time as this device knows it, in microseconds. */
  readonly server_time_us: () => number;
}

/** The Authorization header of one request; each call makes a nonce of its own. */
export async function signRequest(
  signer: Signer,
  request: { readonly method: string; readonly target: string; readonly body: string },
): Promise<string> {
  const nonce = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
  const signed_at_us = signer.server_time_us();
  const body_sha256 = hex(await sha256(new TextEncoder().encode(request.body)));
  const { method, target } = request;
  const { terminal_id } = signer;
  const signature = await signText(
    signer.key,
    requestText({ method, target, terminal_id, signed_at_us, nonce, body_sha256 }),
  );
  return `Device ${terminal_id}.${signed_at_us}.${nonce}.${signature}`;
}
