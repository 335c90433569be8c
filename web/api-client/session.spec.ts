// The session lives in this tab, apart for customers and staff.
import { beforeEach, expect, test } from 'vitest';
import {
  beginSession,
  currentSession,
  endSession,
  onSessionChange,
  useSessionArea,
  type Session,
} from './session.ts';

const session: Session = {
  token: 't',
  level: 'verified',
  subject_id: 'c1',
  display_name: '李四',
  permissions: ['x'],
};

beforeEach(() => {
  sessionStorage.clear();
  useSessionArea('h5');
});

test('a reload of the tab keeps the session', () => {
  beginSession(session);
  useSessionArea('h5');
  expect(currentSession()).toEqual(session);
});

test('a customer and a member of staff in one tab do not share a token', () => {
  beginSession(session);
  useSessionArea('console');
  expect(currentSession()).toBeNull();
});

test('signing out forgets the token in memory and in storage and tells why', () => {
  const ends: unknown[] = [];
  const stop = onSessionChange((now, end) => ends.push([now, end]));
  beginSession(session);
  endSession('idle');
  endSession('idle');
  stop();
  expect(currentSession()).toBeNull();
  expect(sessionStorage.length).toBe(0);
  expect(ends).toEqual([
    [session, undefined],
    [null, 'idle'],
  ]);
});

test('stored nonsense is no session', () => {
  for (const nonsense of ['{', '1', '{"token":1}', 'null', '{"token":"t"}']) {
    sessionStorage.setItem('dlfp.session.h5', nonsense);
    useSessionArea('h5');
    expect(currentSession(), nonsense).toBeNull();
  }
});
