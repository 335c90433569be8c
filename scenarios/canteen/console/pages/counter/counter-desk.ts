// A counter at work: sells with connection where there is one, queues where there is none, hands in
// what waits, and keeps its clock measured. The page only shows it.
import { computed, reactive, shallowRef } from 'vue';
import { api, localFailure, type Failure, type Outcome } from '@dlfp/api-client';
import { makeKey, publicForm, signRequest, signText } from './device-key.ts';
import { blank_memory, type DeskMemory, type DeskStore } from './desk-store.ts';
import { batchText, type Payer, type SaleFact, type SoldLine } from './facts.ts';
import {
  catchUp,
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
import type { Sale } from './types.ts';

/** What became of a press on "charge". */
export type SaleEnd =
  | { readonly kind: 'booked'; readonly sale: Sale }
  | { readonly kind: 'queued'; readonly fact: SaleFact }
  | { readonly kind: 'asking'; readonly fact: SaleFact }
  | { readonly kind: 'refused'; readonly failure: Failure };

export interface DeskClock {
  /** This device's own time, in microseconds. */
  now_us(): number;
}
export const browser_clock: DeskClock = {
  now_us: () => Math.round(Date.now() * 1000),
};

const offline = localFailure('client.offline', 'offline');
const isUnplugged = () => globalThis.navigator?.onLine === false;

/** A code needs a connection to be proven; a card or number is written down without one. */
export function needsConnection(payer: Payer): boolean {
  return payer.kind === 'payment_code';
}

/** What the device remembers, and what the page shows besides. */
function openMemory(store: DeskStore) {
  const memory = shallowRef<DeskMemory>(blank_memory);
  const state = reactive({
    ready: false,
    online: true,
    busy: false,
    /** Facts handed in and facts to hand in, of the running upload. */
    uploaded: 0,
    uploading: 0,
    failure: null as Failure | null,
    /** Refusals of codes that were asked again: the cashier has to tell the customer. */
    refused_later: [] as { fact: SaleFact; failure: Failure }[],
  });

  async function keep(change: Partial<DeskMemory>): Promise<void> {
    const next = { ...memory.value, ...change };
    await store.save(next);
    memory.value = next;
  }
  const keepQueue = (queue: SaleQueue) => keep({ queue });

  return { memory, state, keep, keepQueue };
}
type Remembered = ReturnType<typeof openMemory>;

/** Calls in the device's name, and what their answers say of the connection. */
function openLink({ memory, state }: Remembered, clock: DeskClock) {
  /** The platform's time as far as this device knows it. */
  const server_time_us = () => Math.round(clock.now_us() - memory.value.clock_offset_us);

  function authorize(request: { method: string; target: string; body: string }): Promise<string> {
    const { key, terminal_id } = memory.value;
    if (!key || !terminal_id) throw new Error('the counter is not registered');
    return signRequest({ key, terminal_id, server_time_us }, request);
  }

  function note<T>(outcome: Outcome<T>): Outcome<T> {
    state.online = outcome.ok || !isWithoutAnswer(outcome.failure);
    return outcome;
  }

  const sendSale = (fact: SaleFact) =>
    api.post('/device/canteen/sales', {
      body: fact as never,
      authorize,
      timeout_ms: 8_000,
    });

  return { server_time_us, authorize, note, sendSale };
}
type Link = ReturnType<typeof openLink>;

/** Row C8: the offset that the signature's time and the sale's correction rest on. */
async function measureClock(
  { keep, state }: Remembered,
  { note, authorize }: Link,
  clock: DeskClock,
): Promise<boolean> {
  const sent_us = clock.now_us();
  const told = note(await api.get('/device/canteen/time', { timeout_ms: 5_000 }));
  if (!told.ok) return false;
  const round_trip_us = Math.max(0, Math.round(clock.now_us() - sent_us));
  await keep({
    clock_offset_us: Math.round(sent_us + round_trip_us / 2 - told.value.server_time_us),
  });
  const checked = note(
    await api.post('/device/canteen/clock-checks', {
      body: {
        device_time_us: clock.now_us(),
        round_trip_us: Math.min(round_trip_us, 10_000_000),
      },
      authorize,
    }),
  );
  state.failure = checked.ok ? null : checked.failure;
  if (checked.ok) await keep({ clock_offset_us: checked.value.offset_us });
  return checked.ok;
}

/** Hands in what waits: codes without an answer first, then batches. */
function openUpload({ memory, state, keepQueue }: Remembered, { note, sendSale, authorize }: Link) {
  async function askAgain(fact: SaleFact): Promise<boolean> {
    const answer = note(await sendSale(fact));
    if (answer.ok) await keepQueue(settleAsked(memory.value.queue, fact.seq));
    else if (isWithoutAnswer(answer.failure)) return false;
    else {
      state.refused_later.push({ fact, failure: answer.failure });
      await keepQueue(voidAsked(memory.value.queue, fact.seq));
    }
    return true;
  }

  async function uploadBatch(): Promise<boolean> {
    const batch = nextBatch(memory.value.queue);
    const { key, terminal_id } = memory.value;
    if (!batch || !key || !terminal_id) return false;
    const signature = await signText(key, batchText(terminal_id, batch.range, batch.facts));
    const answer = note(
      await api.post('/device/canteen/batches', {
        body: { ...batch.range, sales: [...batch.facts], signature } as never,
        authorize,
        timeout_ms: 30_000,
      }),
    );
    state.failure = answer.ok || isWithoutAnswer(answer.failure) ? null : answer.failure;
    if (!answer.ok) return false;
    await keepQueue(takeReceipts(memory.value.queue, answer.value.receipts));
    state.uploaded += answer.value.receipts.length;
    return true;
  }

  /** Hands in everything that waits, with its progress. */
  async function handIn(): Promise<void> {
    if (state.uploading > 0) return;
    state.uploaded = 0;
    state.uploading = memory.value.queue.entries.length;
    try {
      for (let fact = nextAsked(memory.value.queue); fact; fact = nextAsked(memory.value.queue))
        if (!(await askAgain(fact))) return;
      while (await uploadBatch());
    } finally {
      state.uploading = 0;
    }
  }

  return { handIn };
}

interface SaleTools {
  readonly link: Link;
  readonly clock: DeskClock;
  readonly handIn: () => Promise<void>;
  readonly measure: () => Promise<boolean>;
}

function openSale({ memory, state, keepQueue }: Remembered, tools: SaleTools) {
  const { clock, handIn, measure } = tools;
  const { note, sendSale } = tools.link;

  async function queueFact(fact: SaleFact): Promise<SaleEnd> {
    const queued_as = stateWithoutAnswer(fact);
    await keepQueue(queueSale(memory.value.queue, fact, queued_as));
    return { kind: queued_as === 'asking' ? 'asking' : 'queued', fact };
  }

  const factOf = (payer: Payer, lines: readonly SoldLine[]): SaleFact => ({
    seq: memory.value.queue.next_seq,
    device_time_us: clock.now_us(),
    payer,
    lines,
  });

  async function send(fact: SaleFact): Promise<SaleEnd> {
    const answer = note(await sendSale(fact));
    if (!answer.ok) {
      if (isWithoutAnswer(answer.failure)) return queueFact(fact);
      return { kind: 'refused', failure: answer.failure };
    }
    const queued_before = memory.value.queue.entries.length > 0;
    await keepQueue(useNumber(memory.value.queue, fact.seq));
    if (queued_before) void handIn();
    return { kind: 'booked', sale: answer.value };
  }

  async function sellNow(payer: Payer, lines: readonly SoldLine[]): Promise<SaleEnd> {
    if (needsConnection(payer)) {
      // Not sent at all: nothing to ask about later.
      if (isUnplugged()) return { kind: 'refused', failure: offline };
    } else if (!state.online || isUnplugged()) {
      state.online = false;
      return queueFact(factOf(payer, lines));
    }
    const end = await send(factOf(payer, lines));
    const is_clock_off = end.kind === 'refused' && end.failure.code === 'canteen.sale_not_now';
    return is_clock_off && (await measure()) ? send(factOf(payer, lines)) : end;
  }

  /**
   * Sells. Without an answer a card sale is queued under the same number and content, so that it
   * counts once whether or not it had arrived (row C3).
   */
  async function sell(payer: Payer, lines: readonly SoldLine[]): Promise<SaleEnd> {
    state.busy = true;
    try {
      return await sellNow(payer, lines);
    } finally {
      state.busy = false;
    }
  }

  return { sell };
}

export function useCounterDesk(store: DeskStore, clock: DeskClock = browser_clock) {
  const remembered = openMemory(store);
  const { memory, state, keep } = remembered;
  const link = openLink(remembered, clock);
  const measure = () => measureClock(remembered, link, clock);
  const { handIn } = openUpload(remembered, link);
  const { sell } = openSale(remembered, { link, clock, handIn, measure });

  /** Clock, menu and whatever waits: at the start, after a pause, when the connection is back. */
  async function refresh(): Promise<void> {
    if (!memory.value.terminal_id || !(await measure())) return;
    const shown = link.note(await api.get('/device/canteen/desk', { authorize: link.authorize }));
    state.failure = shown.ok ? null : shown.failure;
    if (!shown.ok) return;
    const queue = catchUp(memory.value.queue, shown.value.last_seq);
    await keep({ desk: shown.value, queue });
    await handIn();
  }

  async function begin(): Promise<void> {
    memory.value = await store.load();
    if (!memory.value.key) await keep({ key: await makeKey() });
    state.ready = true;
    if (memory.value.terminal_id) await refresh();
  }

  const identity = computed(() => memory.value.key && publicForm(memory.value.key));

  async function adopt(terminal_id: string): Promise<void> {
    await keep({ terminal_id });
    await refresh();
  }
  /** Gives this browser a fresh key; what waits has to be handed in first. */
  async function leave(): Promise<void> {
    if (memory.value.queue.entries.length > 0) throw new Error('sales wait to be handed in');
    await keep({ ...blank_memory, key: await makeKey() });
  }

  return {
    memory,
    state,
    identity,
    begin,
    adopt,
    leave,
    refresh,
    handIn,
    sell,
    server_time_us: link.server_time_us,
  };
}

export type CounterDesk = ReturnType<typeof useCounterDesk>;
