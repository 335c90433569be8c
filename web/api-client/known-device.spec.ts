// A browser remembers that somebody logged in on it, and never more than that.
import { afterEach, expect, test } from 'vitest';
import { knownDevice, rememberDevice, useSessionArea } from './index.ts';

afterEach(() => {
  localStorage.clear();
  useSessionArea('h5');
});

test('a browser that never logged in says nothing', () => {
  expect(knownDevice()).toEqual({});
});

test('the newest token is shown, and an answer without one changes nothing', () => {
  rememberDevice('dev_one');
  rememberDevice('dev_two');
  rememberDevice(undefined);
  rememberDevice('');
  expect(knownDevice()).toEqual({ device_token: 'dev_two' });
});

test('customers and staff in one browser are told apart', () => {
  useSessionArea('h5');
  rememberDevice('dev_customer');
  useSessionArea('console');
  expect(knownDevice()).toEqual({});
});
