// From a staff token to a signed-in console.
import { api, beginSession, currentSession, endSession, type Failure } from '@dlfp/api-client';

/** Asks who the token belongs to and keeps it; null when signed in, else why not. */
export async function signInStaff(token: string): Promise<Failure | null> {
  beginSession({
    token,
    level: 'staff',
    subject_id: '',
    display_name: '',
    permissions: [],
  });
  const outcome = await api.get('/identity/staff-session');
  if (!outcome.ok) {
    endSession();
    return outcome.failure;
  }
  const { staff_id, name, permissions, organisation, roles } = outcome.value;
  beginSession({
    token,
    level: 'staff',
    subject_id: staff_id,
    display_name: name,
    permissions,
    organisation_name: organisation.short_name,
    role_name: roles.join(' '),
  });
  return null;
}

/** The same session after its permissions changed. */
export async function refreshStaff(): Promise<void> {
  const token = currentSession()?.token;
  if (token !== undefined) await signInStaff(token);
}
