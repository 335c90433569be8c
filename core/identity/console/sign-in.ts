// From a staff token to a signed-in console.
import { api, beginSession, currentSession, type Failure, type Schemas } from '@dlfp/api-client';

function keepProfile(token: string, profile: Schemas['IdentityStaffProfile']): void {
  const { staff_id, name, permissions, organisation, roles } = profile;
  beginSession({
    token,
    level: 'staff',
    subject_id: staff_id,
    display_name: name,
    permissions,
    organisation_name: organisation.short_name,
    role_name: roles.join(' '),
  });
}

/**
 * Asks who the token belongs to; null when signed in, else why not. The session begins when that is
 * known: a page opened anew in between must not find staff without permissions.
 */
export async function signInStaff(token: string): Promise<Failure | null> {
  const authorize = async () => `Bearer ${token}`;
  const outcome = await api.get('/identity/staff-session', { authorize });
  if (!outcome.ok) return outcome.failure;
  keepProfile(token, outcome.value);
  return null;
}

/** The same session after its permissions changed. */
export async function refreshStaff(): Promise<void> {
  const token = currentSession()?.token;
  const outcome = await api.get('/identity/staff-session');
  if (outcome.ok && token !== undefined) keepProfile(token, outcome.value);
}
