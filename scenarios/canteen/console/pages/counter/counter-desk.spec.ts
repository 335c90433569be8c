// A counter loses its connection, keeps selling, and hands everything in once.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { answerCalls } from '@dlfp/ui/testing';
import { makeKey } from './device-key.ts';
import { memoryStore } from './desk-store.ts';
import { useCounterDesk } from './counter-desk.ts';
import type { SoldLine } from './facts.ts';

const lines: SoldLine[] = [
  { kind: 'per_item', dish_name: '红烧肉', quantity: 1, unit_price_fen: 1800 },
];
const card = { kind: 'card', value: 'C1001' } as const;
const code = { kind: 'payment_code', value: '86123456789012345678' } as const;
const server_us = 1_795_406_400_000_000;
const clock = { now_us: () => server_us - 240_000_000 };

const base = {
  'GET /api/device/canteen/time': [200, { server_time_us: server_us }],
  'POST /api/device/canteen/clock-checks': [
    200,
    { offset_us: -240_000_000, checked_at_us: server_us },
  ],
  'GET /api/device/canteen/desk': [
    200,
    { terminal_id: 'trm_1', name: '一号', last_seq: 0, gaps: [], meals: [] },
  ],
} as const;
const booked = (seq: number) => [200, { seq, total_fen: 1800, tenders: [], lines: [] }] as const;

async function deskWith(table: Record<string, readonly [number, unknown]>) {
  const store = memoryStore({ key: await makeKey(), terminal_id: 'trm_1' });
  const calls = answerCalls({ ...base, ...table });
  const counter = useCounterDesk(store, clock);
  await counter.begin();
  return { store, calls, counter };
}
function unplug(): void {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  globalThis.fetch = async () => {
    throw new TypeError('Failed to fetch');
  };
}
function plugIn(table: Record<string, readonly [number, unknown]>) {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  return answerCalls({ ...base, ...table });
}
const bodyOf = (calls: ReturnType<typeof answerCalls>, path: string) =>
  calls.find((call) => call.path === path)?.body as Record<string, unknown>;

afterEach(() => vi.restoreAllMocks());

describe('with a connection', () => {
  test('the clock is measured and calls are signed with the corrected time', async () => {
    const { counter, calls } = await deskWith({});
    expect(counter.memory.value.clock_offset_us).toBe(-240_000_000);
    expect(counter.server_time_us()).toBe(server_us);
    const header = calls.find((call) => call.path.endsWith('/desk'))?.headers.get('Authorization');
    expect(header).toMatch(new RegExp(`^Device trm_1\\.${server_us}\\.[\\w-]{22}\\.[\\w-]{86}$`));
  });

  test('a sale uses up its number', async () => {
    const { counter, calls, store } = await deskWith({
      'POST /api/device/canteen/sales': booked(1),
    });
    const end = await counter.sell(card, lines);
    expect(end.kind).toBe('booked');
    expect(store.kept.queue.next_seq).toBe(2);
    expect(bodyOf(calls, '/api/device/canteen/sales')).toMatchObject({
      seq: 1,
      device_time_us: clock.now_us(),
      payer: card,
    });
  });

  test('a refused sale leaves its number for the next one', async () => {
    const { counter, store } = await deskWith({
      'POST /api/device/canteen/sales': [422, { code: 'canteen.diner_in_arrears', owed_fen: 100 }],
    });
    const end = await counter.sell(card, lines);
    expect(end).toMatchObject({ kind: 'refused', failure: { code: 'canteen.diner_in_arrears' } });
    expect(store.kept.queue).toEqual({ next_seq: 1, entries: [] });
  });

  test('numbers go on behind those that the server knows', async () => {
    const { store } = await deskWith({
      'GET /api/device/canteen/desk': [200, { last_seq: 41, gaps: [], meals: [] }],
    });
    expect(store.kept.queue.next_seq).toBe(42);
  });
});

describe('without a connection', () => {
  test('card sales are kept, signed as one batch and handed in when it is back', async () => {
    const { counter, store } = await deskWith({});
    unplug();
    expect((await counter.sell(card, lines)).kind).toBe('queued');
    expect((await counter.sell(card, lines)).kind).toBe('queued');
    expect(store.kept.queue.entries.map((entry) => entry.fact.seq)).toEqual([1, 2]);
    expect(counter.state.online).toBe(false);
    const calls = plugIn({
      'POST /api/device/canteen/batches': [
        200,
        {
          receipts: [
            { seq: 1, outcome: 'booked' },
            { seq: 2, outcome: 'suspended' },
          ],
          last_seq: 2,
          gaps: [],
        },
      ],
    });
    await counter.refresh();
    expect(bodyOf(calls, '/api/device/canteen/batches')).toMatchObject({ from_seq: 1, to_seq: 2 });
    expect(String(bodyOf(calls, '/api/device/canteen/batches')['signature'])).toHaveLength(86);
    expect(store.kept.queue).toEqual({ next_seq: 3, entries: [] });
    expect(counter.state.online).toBe(true);
  });

  test('a code is not taken, because nobody could prove it', async () => {
    const { counter, store } = await deskWith({});
    unplug();
    expect(await counter.sell(code, lines)).toMatchObject({
      kind: 'refused',
      failure: { code: 'client.offline' },
    });
    expect(store.kept.queue.entries).toEqual([]);
  });

  test('a batch that is refused stays in the queue', async () => {
    const { counter, store } = await deskWith({});
    unplug();
    await counter.sell(card, lines);
    plugIn({
      'POST /api/device/canteen/batches': [422, { code: 'canteen.batch_signature_wrong' }],
    });
    await counter.refresh();
    expect(store.kept.queue.entries).toHaveLength(1);
    expect(counter.state.failure?.code).toBe('canteen.batch_signature_wrong');
  });
});

describe('an answer that never came', () => {
  async function withLostAnswer(payer: typeof card | typeof code) {
    const made = await deskWith({});
    globalThis.fetch = async () => {
      throw new TypeError('Failed to fetch');
    };
    // The pauses between attempts end at once.
    const pauses = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((ended: () => void) => {
      queueMicrotask(ended);
      return 0;
    }) as never);
    const end = await made.counter.sell(payer, lines);
    pauses.mockRestore();
    return { ...made, end };
  }

  test('to a card sale makes it wait under the same number and content', async () => {
    const { end, store } = await withLostAnswer(card);
    expect(end.kind).toBe('queued');
    expect(store.kept.queue.entries[0]).toMatchObject({ state: 'waiting', fact: { seq: 1 } });
  });

  test('to a code sale is asked for again, and a booked one is done', async () => {
    const { end, store, counter } = await withLostAnswer(code);
    expect(end.kind).toBe('asking');
    const calls = plugIn({ 'POST /api/device/canteen/sales': booked(1) });
    await counter.refresh();
    expect(bodyOf(calls, '/api/device/canteen/sales')).toMatchObject({ seq: 1, payer: code });
    expect(calls.some((call) => call.path.endsWith('/batches'))).toBe(false);
    expect(store.kept.queue).toEqual({ next_seq: 2, entries: [] });
  });

  test('to a code sale that was refused leaves a void number and tells the cashier', async () => {
    const { store, counter } = await withLostAnswer(code);
    const calls = plugIn({
      'POST /api/device/canteen/sales': [422, { code: 'payment.code_unknown' }],
      'POST /api/device/canteen/batches': [
        200,
        { receipts: [{ seq: 1, outcome: 'voided' }], last_seq: 1, gaps: [] },
      ],
    });
    await counter.refresh();
    expect(counter.state.refused_later[0]?.failure.code).toBe('payment.code_unknown');
    expect(bodyOf(calls, '/api/device/canteen/batches')['sales']).toMatchObject([
      { seq: 1, lines: [] },
    ]);
    expect(store.kept.queue.entries).toEqual([]);
  });
});
