// The browser's side of passkeys: our base64url texts in, its answers out.
import type { Schemas } from '@dlfp/api-client';

type Registration = Schemas['IdentityPasskeyRegistrationReply'];
type Asked = Pick<Schemas['IdentityPasskeyLogInReply'], 'challenge' | 'relying_party_id'> & {
  credential_ids?: string[];
};

/** Whether this browser on this device can make and use passkeys. */
export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'credentials' in navigator;

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const padded = text.replaceAll('-', '+').replaceAll('_', '/');
  const binary = atob(padded);
  const bytes = new Uint8Array(binary.length);
  for (let place = 0; place < binary.length; ++place) bytes[place] = binary.charCodeAt(place);
  return bytes;
}

export function textOf(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Asks the device for a new passkey; null when the customer gave up. */
export async function makePasskey(asked: Registration, display_name: string) {
  const credential = await given(
    navigator.credentials.create({
      publicKey: {
        challenge: bytesOf(asked.challenge),
        rp: { id: asked.relying_party_id, name: display_name },
        user: {
          id: bytesOf(asked.user_handle),
          name: asked.user_name,
          displayName: asked.user_name,
        },
        pubKeyCredParams: asked.algorithms.map((alg) => ({
          type: 'public-key',
          alg,
        })),
        excludeCredentials: asked.excluded_credential_ids.map((id) => ({
          type: 'public-key',
          id: bytesOf(id),
        })),
        authenticatorSelection: {
          residentKey: 'required',
          userVerification: 'required',
        },
        attestation: 'none',
        timeout: 180_000,
      },
    }),
  );
  if (!credential) return null;
  const response = credential.response as AuthenticatorAttestationResponse;
  return {
    client_data_json: textOf(response.clientDataJSON),
    attestation_object: textOf(response.attestationObject),
  };
}

/**
 * Asks the device for one of its passkeys of this bank, or one of those named; null when the
 * customer gave up.
 */
export async function usePasskey(asked: Asked) {
  const credential = await given(
    navigator.credentials.get({
      publicKey: {
        challenge: bytesOf(asked.challenge),
        rpId: asked.relying_party_id,
        allowCredentials: (asked.credential_ids ?? []).map((id) => ({
          type: 'public-key',
          id: bytesOf(id),
        })),
        userVerification: 'required',
        timeout: 180_000,
      },
    }),
  );
  if (!credential) return null;
  const response = credential.response as AuthenticatorAssertionResponse;
  return {
    credential_id: textOf(credential.rawId),
    client_data_json: textOf(response.clientDataJSON),
    authenticator_data: textOf(response.authenticatorData),
    signature: textOf(response.signature),
  };
}

/** Browsers tell neither why nothing came nor whether there was a key: both are "given up". */
async function given(asking: Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await asking) as PublicKeyCredential | null;
  } catch {
    return null;
  }
}
