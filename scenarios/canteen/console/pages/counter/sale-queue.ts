// What a counter still has to hand in: the pure rules of its numbers and its queue. A number is
// used up when its sale is booked or queued, never before.
import type { Failure } from '@dlfp/api-client';
import type { SaleFact, SeqRange } from './facts.ts';

/**
 * `waiting`: happened without connection, goes into the next batch. `asking`: a payment code was
 * sent and no answer came; only the same call can tell, a batch must not take it.
 */
export type EntryState = 'waiting' | 'asking';

export interface QueueEntry {
  readonly fact: SaleFact;
  readonly state: EntryState;
}

export interface SaleQueue {
  readonly next_seq: number;
  readonly entries: readonly QueueEntry[];
}

export interface Receipt {
  readonly seq: number;
  readonly outcome: 'booked' | 'repeated' | 'voided' | 'suspended';
}

export const empty_queue: SaleQueue = { next_seq: 1, entries: [] };
export const batch_sales_max = 50;

/** Queues a sale under the next number. */
export function queueSale(queue: SaleQueue, fact: SaleFact, state: EntryState): SaleQueue {
  if (fact.seq !== queue.next_seq) throw new Error('a sale takes the next number');
  return { next_seq: fact.seq + 1, entries: [...queue.entries, { fact, state }] };
}

/** The number of a booked sale is used up. */
export function useNumber(queue: SaleQueue, seq: number): SaleQueue {
  return { ...queue, next_seq: Math.max(queue.next_seq, seq + 1) };
}

/** The server knows higher numbers of this terminal: never give one of them again. */
export function catchUp(queue: SaleQueue, server_last_seq: number): SaleQueue {
  return useNumber(queue, server_last_seq);
}

/** What the next batch holds, by number; null when nothing waits. */
export function nextBatch(
  queue: SaleQueue,
): { facts: readonly SaleFact[]; range: SeqRange } | null {
  const facts = queue.entries
    .filter((entry) => entry.state === 'waiting')
    .map((entry) => entry.fact)
    .sort((a, b) => a.seq - b.seq)
    .slice(0, batch_sales_max);
  const first = facts[0];
  const last = facts.at(-1);
  if (!first || !last) return null;
  return { facts, range: { from_seq: first.seq, to_seq: last.seq } };
}

/** Each receipt is an acknowledgement: the server keeps the fact now. */
export function takeReceipts(queue: SaleQueue, receipts: readonly Receipt[]): SaleQueue {
  const done = new Set(receipts.map((receipt) => receipt.seq));
  return {
    ...queue,
    entries: queue.entries.filter(
      (entry) => entry.state !== 'waiting' || !done.has(entry.fact.seq),
    ),
  };
}

export function nextAsked(queue: SaleQueue): SaleFact | null {
  return queue.entries.find((entry) => entry.state === 'asking')?.fact ?? null;
}

/** The answer came: the sale was booked. */
export function settleAsked(queue: SaleQueue, seq: number): SaleQueue {
  return { ...queue, entries: queue.entries.filter((entry) => entry.fact.seq !== seq) };
}

/** The answer came: nothing was booked. Its number is handed in as a void, so that it is no gap. */
export function voidAsked(queue: SaleQueue, seq: number): SaleQueue {
  return {
    ...queue,
    entries: queue.entries.map((entry) =>
      entry.fact.seq === seq
        ? {
            state: 'waiting',
            fact: { ...entry.fact, payer: { kind: 'card', value: 'void' }, lines: [] },
          }
        : entry,
    ),
  };
}

/** Whether a failed call leaves open what happened on the server. */
export function isWithoutAnswer(failure: Failure): boolean {
  return ['offline', 'uncertain', 'unavailable'].includes(failure.class);
}

/** After no answer: by card the sale stands and waits; by code only the server can tell. */
export function stateWithoutAnswer(fact: SaleFact): EntryState {
  return fact.payer.kind === 'payment_code' ? 'asking' : 'waiting';
}
