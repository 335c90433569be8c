// Runs before each test file: no component test may reach a network or leave storage behind.
import { afterAll, afterEach, beforeEach, vi } from 'vitest';

beforeEach(() => {
  globalThis.fetch = () => Promise.reject(new Error('a component test reached for the network'));
});

afterEach(() => {
  if (typeof localStorage !== 'undefined') localStorage.clear();
  if (typeof sessionStorage !== 'undefined') sessionStorage.clear();
  vi.useRealTimers();
});

// There is no canvas here: charts are drawn in the journeys' browser, their tables are tested here.
vi.mock('../../ui/console/chart.ts', () => ({
  createChart: () => ({
    setOption: () => undefined,
    resize: () => undefined,
    dispose: () => undefined,
  }),
}));

// What a page loads late may not still be on its way when the file's window is gone.
afterAll(() => vi.dynamicImportSettled());
