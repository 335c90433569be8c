// From a token to a signed-in shell: who it is, what may be shown, which display was chosen.
import { api, beginSession, currentSession, type Failure, type Schemas } from '@dlfp/api-client';
import { useDisplay } from '@dlfp/ui';

type CustomerProfile = Schemas['IdentityCustomerProfile'];

export function keepProfile(token: string, profile: CustomerProfile): void {
  beginSession({
    token,
    level: profile.tier,
    subject_id: profile.customer_id,
    display_name: profile.masked_name || profile.masked_mobile,
    permissions: profile.permissions,
  });
}

/**
 * Asks who the token belongs to; null when signed in, else why not. The session begins when that is
 * known: a page opened anew in between must not find a customer without a name.
 */
export async function signIn(token: string): Promise<Failure | null> {
  const authorize = async () => `Bearer ${token}`;
  const outcome = await api.get('/identity/session', { authorize });
  if (!outcome.ok) return outcome.failure;
  keepProfile(token, outcome.value);
  if (outcome.value.display_mode === 'elder') useDisplay().elder = true;
  return null;
}

/** After the real-name check the same session may do more. */
export async function refreshProfile(): Promise<void> {
  const token = currentSession()?.token;
  const outcome = await api.get('/identity/session');
  if (outcome.ok && token !== undefined) keepProfile(token, outcome.value);
}

const devices: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
];

/** How this device is called in the list of devices. */
export function deviceTitle(agent: string = navigator.userAgent): string {
  const device = devices.find(([pattern]) => pattern.test(agent))?.[1] ?? 'Browser';
  return /MicroMessenger/.test(agent) ? `${device} · WeChat` : device;
}

export const mobilePattern = /^1[3-9]\d{9}$/;
