// Nothing that was sold is lost, and nothing is handed in twice.
import { describe, expect, test } from 'vitest';
import type { SaleFact } from './facts.ts';
import {
  batch_sales_max,
  catchUp,
  empty_queue,
  isWithoutAnswer,
  nextAsked,
  nextBatch,
  queueSale,
  settleAsked,
  stateWithoutAnswer,
  takeReceipts,
  useNumber,
  voidAsked,
  type SaleQueue,
} from './sale-queue.ts';

const sale = (seq: number, value = 'C1001'): SaleFact => ({
  seq,
  device_time_us: 1_795_406_400_000_000 + seq,
  payer: { kind: value.startsWith('86') ? 'payment_code' : 'card', value },
  lines: [{ kind: 'free_amount', dish_name: '午餐', quantity: 1, unit_price_fen: 1200 }],
});
const queueOf = (count: number): SaleQueue =>
  Array.from({ length: count }).reduce<SaleQueue>(
    (queue) => queueSale(queue, sale(queue.next_seq), 'waiting'),
    empty_queue,
  );

describe('numbers', () => {
  test('go up by one with each queued sale and are never given twice', () => {
    const queue = queueOf(3);
    expect(queue.next_seq).toBe(4);
    expect(() => queueSale(queue, sale(3), 'waiting')).toThrow();
  });

  test('go on behind what the server has seen', () => {
    expect(catchUp(empty_queue, 41).next_seq).toBe(42);
    expect(catchUp(queueOf(50), 41).next_seq).toBe(51);
    expect(useNumber(empty_queue, 1).next_seq).toBe(2);
  });
});

describe('a batch', () => {
  test('holds what waits, by number, with its own bounds', () => {
    expect(nextBatch(empty_queue)).toBeNull();
    const batch = nextBatch(queueOf(3));
    expect(batch?.facts.map((fact) => fact.seq)).toEqual([1, 2, 3]);
    expect(batch?.range).toEqual({ from_seq: 1, to_seq: 3 });
  });

  test('is cut at its maximum and the next one goes on', () => {
    const queue = queueOf(batch_sales_max + 1);
    const first = nextBatch(queue);
    expect(first?.facts).toHaveLength(batch_sales_max);
    const receipts = first?.facts.map(({ seq }) => ({ seq, outcome: 'booked' }) as const) ?? [];
    const rest = nextBatch(takeReceipts(queue, receipts));
    expect(rest?.range).toEqual({ from_seq: batch_sales_max + 1, to_seq: batch_sales_max + 1 });
  });

  test('keeps what was not acknowledged', () => {
    const left = takeReceipts(queueOf(3), [
      { seq: 1, outcome: 'booked' },
      { seq: 3, outcome: 'suspended' },
    ]);
    expect(left.entries.map((entry) => entry.fact.seq)).toEqual([2]);
    expect(left.next_seq).toBe(4);
  });
});

describe('a payment code without an answer', () => {
  const asking = queueSale(queueOf(1), sale(2, '86123456789012345678'), 'asking');

  test('is asked again and never part of a batch', () => {
    expect(stateWithoutAnswer(sale(2, '86123456789012345678'))).toBe('asking');
    expect(stateWithoutAnswer(sale(2))).toBe('waiting');
    expect(nextBatch(asking)?.facts.map((fact) => fact.seq)).toEqual([1]);
    expect(nextAsked(asking)?.seq).toBe(2);
    expect(takeReceipts(asking, [{ seq: 2, outcome: 'booked' }]).entries).toHaveLength(2);
  });

  test('that was booked after all is done', () => {
    expect(settleAsked(asking, 2).entries.map((entry) => entry.fact.seq)).toEqual([1]);
  });

  test('that was refused leaves a void number and no gap', () => {
    const batch = nextBatch(voidAsked(asking, 2));
    expect(batch?.facts.map((fact) => fact.lines.length)).toEqual([1, 0]);
    expect(batch?.facts[1]?.payer.kind).toBe('card');
  });
});

test('only calls without an answer leave open what happened', () => {
  const failure = { code: 'x', status: 0, request_id: null, members: {} };
  for (const open of ['offline', 'uncertain', 'unavailable'])
    expect(isWithoutAnswer({ ...failure, class: open } as never)).toBe(true);
  for (const told of ['refused', 'conflict', 'malformed', 'unauthenticated', 'fault'])
    expect(isWithoutAnswer({ ...failure, class: told } as never)).toBe(false);
});
