// What a counter keeps in its browser: key, terminal, prices, queue. IndexedDB takes the key
// itself, which no script can read.
import { empty_queue, type SaleQueue } from './sale-queue.ts';
import type { Desk } from './types.ts';

export interface DeskMemory {
  readonly key: CryptoKeyPair | null;
  readonly terminal_id: string | null;
  /** This device's time minus the platform's, as last measured. */
  readonly clock_offset_us: number;
  /** What was sold last time there was a connection; used without one. */
  readonly desk: Desk | null;
  readonly queue: SaleQueue;
}

export const blank_memory: DeskMemory = {
  key: null,
  terminal_id: null,
  clock_offset_us: 0,
  desk: null,
  queue: empty_queue,
};

export interface DeskStore {
  load(): Promise<DeskMemory>;
  /** Resolves when it is kept durably. */
  save(memory: DeskMemory): Promise<void>;
}

const database_name = 'dlfp-counter';
const table = 'memory';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database_name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inTransaction<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(table, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** One counter per browser profile. */
export const browser_store: DeskStore = {
  async load() {
    const kept = await inTransaction<DeskMemory | undefined>('readonly', (store) =>
      store.get('desk'),
    );
    return { ...blank_memory, ...kept };
  },
  async save(memory) {
    await inTransaction('readwrite', (store) => store.put(memory, 'desk'));
  },
};

/** For tests, and for browsers that keep nothing. */
export function memoryStore(start: Partial<DeskMemory> = {}): DeskStore & { kept: DeskMemory } {
  const store = {
    kept: { ...blank_memory, ...start },
    load: async () => store.kept,
    async save(memory: DeskMemory) {
      store.kept = memory;
    },
  };
  return store;
}
