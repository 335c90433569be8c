// The signed-in caller of this tab: an opaque bearer token in memory and in the tab's session
// storage.

export type SessionLevel = 'registered' | 'verified' | 'staff';

export interface Session {
  readonly token: string;
  /** `registered`: mobile number only; `verified`: real name checked; `staff`: console. */
  readonly level: SessionLevel;
  /** Who it is (customer or staff id), for keeping this person's choices apart in the browser. */
  readonly subject_id: string;
  readonly display_name: string;
  /** Names of permissions, for showing and hiding only: the server decides. */
  readonly permissions: readonly string[];
  readonly organisation_name?: string;
  readonly role_name?: string;
}

export type SessionEnd = 'signed_out' | 'rejected' | 'idle';
type Listener = (session: Session | null, end?: SessionEnd) => void;

let storageKey = 'dlfp.session';
let current: Session | null | undefined;
const listeners = new Set<Listener>();

function isSession(value: unknown): value is Session {
  const session = value as Partial<Session> | null;
  return (
    typeof session?.token === 'string' &&
    typeof session.level === 'string' &&
    typeof session.subject_id === 'string' &&
    typeof session.display_name === 'string' &&
    Array.isArray(session.permissions)
  );
}

function stored(): Session | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    return isSession(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Names the shell, so that a customer and a member of staff in one browser tab history never share
 * a token.
 */
export function useSessionArea(area: string): void {
  storageKey = `dlfp.session.${area}`;
  current = undefined;
}

/** The shell's place in the browser's storage. */
export function sessionArea(): string {
  return storageKey;
}

export function currentSession(): Session | null {
  if (current === undefined) current = stored();
  return current;
}

function announce(end?: SessionEnd): void {
  for (const listener of listeners) listener(currentSession(), end);
}

/** Called by the sign-in pages of core/identity with what the server answered. */
export function beginSession(session: Session): void {
  current = session;
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(session));
  } catch {
    // Storage may be full or forbidden: the session then lives as long as the page.
  }
  announce();
}

export function endSession(end: SessionEnd = 'signed_out'): void {
  if (currentSession() === null) return;
  current = null;
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Nothing was stored then.
  }
  announce(end);
}

/** Tells of every begin and end; returns the function that stops it. */
export function onSessionChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
