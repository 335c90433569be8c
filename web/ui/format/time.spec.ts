// Times in China Standard Time, whatever zone the device is in.
import { expect, test } from 'vitest';
import { dayOf, formatDay, formatTime, isoTime } from './time.ts';

// 2026-11-23 16:30:05 UTC is already the 24th in China.
const at_us = Date.UTC(2026, 10, 23, 16, 30, 5) * 1000;

test('an instant is shown on the Chinese clock and calendar', () => {
  expect(formatTime(at_us, 'minute', 'zh')).toBe('2026年11月24日 00:30');
  expect(formatTime(at_us, 'time', 'zh')).toBe('00:30');
  expect(formatTime(at_us, 'minute', 'en')).toContain('24 Nov 2026');
  expect(dayOf(at_us)).toBe('2026-11-24');
});

test('machines get the instant itself', () => {
  expect(isoTime(at_us)).toBe('2026-11-23T16:30:05.000Z');
});

test('a business day shows its weekday, and its year when it is another one', () => {
  expect(formatDay('2026-11-23', 'zh', 2026)).toBe('11月23日 周一');
  expect(formatDay('2025-12-31', 'zh', 2026)).toContain('2025年12月31日');
  expect(formatDay('nonsense', 'zh', 2026)).toBe('nonsense');
});
