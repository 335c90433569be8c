// Event streams: however they are torn, broken off or refused.
import { beforeEach, expect, test, vi } from 'vitest';
import { EventCutter, subscribe } from './events.ts';
import { beginSession, endSession } from './session.ts';

const stream = (text: string) =>
  new Response(new TextEncoder().encode(text), {
    headers: { 'Content-Type': 'text/event-stream' },
  });

beforeEach(() => {
  endSession();
});

test('events are cut the same however the stream is torn', () => {
  const text =
    ': hello\nretry: 2500\nid: 7\nevent: ticket\ndata: {"a":1}\n\ndata: one\r\ndata: two\r\n\r\n';
  const whole = new EventCutter().feed(text);
  expect(whole).toEqual([
    { event: 'ticket', id: '7', text: '{"a":1}' },
    { event: 'message', id: '7', text: 'one\ntwo' },
  ]);
  const cutter = new EventCutter();
  const pieces = [...text].flatMap((sign) => cutter.feed(sign));
  expect(pieces).toEqual(whole);
  expect(cutter.retry_ms).toBe(2500);
});

test('a comment alone is a heartbeat and no event', () => {
  expect(new EventCutter().feed(': ping\n\n')).toEqual([]);
});

test('a broken stream is followed again from the last event', async () => {
  vi.useFakeTimers();
  beginSession({
    token: 'secret-1',
    level: 'registered',
    subject_id: 'c1',
    display_name: '张',
    permissions: [],
  });
  const calls: { address: string; headers: Headers }[] = [];
  globalThis.fetch = async (input, init) => {
    calls.push({ address: String(input), headers: new Headers(init?.headers) });
    return stream(`id: ${calls.length}\nevent: order\ndata: {"n":${calls.length}}\n\n`);
  };
  const events: unknown[] = [];
  const pauses: number[] = [];
  const subscription = subscribe('/orders/stream', {
    onEvent: (body, event) => events.push([event, body]),
    onPause: (pause_ms) => pauses.push(pause_ms),
  });
  await vi.waitFor(() => expect(pauses).toHaveLength(1));
  await vi.advanceTimersByTimeAsync(1000);
  await vi.waitFor(() => expect(events).toHaveLength(2));
  subscription.close();
  expect(events).toEqual([
    ['order', { n: 1 }],
    ['order', { n: 2 }],
  ]);
  expect(calls[0]?.address).toBe('/api/orders/stream');
  expect(calls[0]?.headers.get('Authorization')).toBe('Bearer secret-1');
  expect(calls[1]?.headers.get('Last-Event-ID')).toBe('1');
});

test('a refused stream is told once and not tried again', async () => {
  vi.useFakeTimers();
  let calls = 0;
  globalThis.fetch = async () => {
    calls += 1;
    return new Response('{"code":"canteen.not_kitchen"}', { status: 403 });
  };
  const codes: string[] = [];
  subscribe('/tickets/stream', {
    onEvent: () => undefined,
    onFailure: (failure) => codes.push(failure.code),
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(codes).toEqual(['canteen.not_kitchen']);
  expect(calls).toBe(1);
});

test('pauses grow while the server is away, and closing ends the waiting', async () => {
  vi.useFakeTimers();
  globalThis.fetch = async () => new Response('', { status: 503 });
  const pauses: number[] = [];
  const subscription = subscribe('/x', {
    onEvent: () => undefined,
    onPause: (ms) => pauses.push(ms),
  });
  await vi.advanceTimersByTimeAsync(16_000);
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000]);
  subscription.close();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(pauses).toHaveLength(5);
});
