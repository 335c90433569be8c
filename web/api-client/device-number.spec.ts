// A browser gives itself one number and keeps it.
import { afterEach, expect, test, vi } from 'vitest';
import { deviceNumber } from './index.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

test('the number is the same at every request, and another browser has another', () => {
  const first = deviceNumber().device_number ?? '';
  expect(first.length).toBeGreaterThanOrEqual(16);
  expect(deviceNumber().device_number).toBe(first);
  localStorage.clear();
  expect(deviceNumber().device_number).not.toBe(first);
});

test('a browser that keeps nothing names no number', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('forbidden');
    },
  });
  expect(deviceNumber()).toEqual({});
});
