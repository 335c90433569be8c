// Runs before each test file: no component test may reach a network or leave storage behind.
import { afterEach, beforeEach, vi } from 'vitest';

beforeEach(() => {
  globalThis.fetch = () => Promise.reject(new Error('a component test reached for the network'));
});

afterEach(() => {
  if (typeof localStorage !== 'undefined') localStorage.clear();
  if (typeof sessionStorage !== 'undefined') sessionStorage.clear();
  vi.useRealTimers();
});
