// Loading, sending, the session's end in the background, and the way back from sign-in.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { effectScope } from 'vue';
import {
  beginSession,
  currentSession,
  endSession,
  onSessionChange,
  type Failure,
  type Intention,
  type Outcome,
  type SessionEnd,
} from '@dlfp/api-client';
import { background_limit_ms, endSessionInBackground } from './idle.ts';
import { detour, safeReturn } from './sign-in.ts';
import { useQuery } from './use-query.ts';
import { usePages, type Page, type Pages } from './use-pages.ts';
import { useSubmission } from './use-submission.ts';
import { flushPromises } from '../testing.ts';

const failureOf = (kind: Failure['class']): Outcome<never> => ({
  ok: false,
  failure: { code: 'x.y', class: kind, status: 0, request_id: '', members: {} },
});

describe('a query', () => {
  test('drops an answer that a later reload has overtaken', async () => {
    const answers: ((outcome: Outcome<string>) => void)[] = [];
    const scope = effectScope();
    const query = scope.run(() =>
      useQuery<string>(() => new Promise((resolve) => answers.push(resolve))),
    );
    void query?.reload();
    answers[1]?.({ ok: true, value: 'new' });
    await flushPromises();
    answers[0]?.({ ok: true, value: 'old' });
    await flushPromises();
    expect(query?.value).toBe('new');
    expect(query?.loading).toBe(false);
    scope.stop();
  });

  test('keeps the last good answer when a reload fails', async () => {
    const outcomes: Outcome<string>[] = [{ ok: true, value: 'first' }, failureOf('unavailable')];
    const scope = effectScope();
    const query = scope.run(() => useQuery(async () => outcomes.shift() as Outcome<string>));
    await flushPromises();
    await query?.reload();
    expect(query?.value).toBe('first');
    expect(query?.failure?.code).toBe('x.y');
    scope.stop();
  });

  test('gives up what is under way when its page goes away', async () => {
    let given_up: AbortSignal | undefined;
    const scope = effectScope();
    scope.run(() =>
      useQuery((signal) => {
        given_up = signal;
        return new Promise(() => undefined);
      }),
    );
    scope.stop();
    expect(given_up?.aborted).toBe(true);
  });
});

describe('pages of a list', () => {
  const page = (items: string[], next_after?: number): Outcome<Page<string, number>> => ({
    ok: true,
    value: next_after === undefined ? { items } : { items, next_after },
  });

  test('are asked for one after the other and shown as one list', async () => {
    const asked: (number | undefined)[] = [];
    const answers = [page(['a', 'b'], 7), page(['c'])];
    const scope = effectScope();
    const pages = scope.run(() =>
      usePages<string, number>(async (after) => {
        asked.push(after);
        return answers[asked.length - 1] as Outcome<Page<string, number>>;
      }),
    ) as Pages<string>;
    await flushPromises();
    expect([pages.value, pages.has_more]).toEqual([['a', 'b'], true]);
    await pages.loadMore();
    expect([pages.value, pages.has_more]).toEqual([['a', 'b', 'c'], false]);
    await pages.loadMore();
    expect(asked).toEqual([undefined, 7]);
    scope.stop();
  });

  test('keep what they have when the next one fails, and ask for it again', async () => {
    const answers = [page(['a'], 7), failureOf('unavailable'), page(['b'])];
    const scope = effectScope();
    const pages = scope.run(() =>
      usePages<string, number>(async () => answers.shift() as Outcome<Page<string, number>>),
    ) as Pages<string>;
    await flushPromises();
    await pages.loadMore();
    expect([pages.value, pages.failure?.code]).toEqual([['a'], 'x.y']);
    await pages.loadMore();
    expect([pages.value, pages.failure]).toEqual([['a', 'b'], null]);
    scope.stop();
  });
});

describe('a submission', () => {
  async function keysOver(outcomes: Outcome<string>[]): Promise<string[]> {
    const keys: string[] = [];
    const submission = useSubmission(async (intention: Intention) => {
      keys.push(intention.key);
      return outcomes[keys.length - 1] as Outcome<string>;
    });
    for (const outcome of outcomes) {
      await submission.run();
      expect(submission.uncertain).toBe(!outcome.ok && outcome.failure.class === 'uncertain');
    }
    return keys;
  }

  test.each(['uncertain', 'unavailable', 'offline', 'fault'] as const)(
    'after %s the next try repeats the same intention',
    async (kind) => {
      const [first, second] = await keysOver([failureOf(kind), { ok: true, value: 'done' }]);
      expect(second).toBe(first);
    },
  );

  test.each(['refused', 'conflict', 'malformed', 'forbidden'] as const)(
    'after %s the next try is a new intention',
    async (kind) => {
      const [first, second] = await keysOver([failureOf(kind), { ok: true, value: 'done' }]);
      expect(second).not.toBe(first);
    },
  );

  test('after success the next try is a new intention', async () => {
    const [first, second] = await keysOver([
      { ok: true, value: 'a' },
      { ok: true, value: 'b' },
    ]);
    expect(second).not.toBe(first);
  });

  test('a second press while the first is under way sends nothing', async () => {
    let sent = 0;
    const submission = useSubmission(() => {
      sent += 1;
      return new Promise<Outcome<string>>(() => undefined);
    });
    void submission.run();
    expect(await submission.run()).toBeNull();
    expect(sent).toBe(1);
  });

  test.each([
    ['unavailable', false],
    ['uncertain', true],
  ] as const)('other values after %s: the same intention is %s', async (kind, same) => {
    const keys: string[] = [];
    const submission = useSubmission(async (intention: Intention, _fen: number) => {
      keys.push(intention.key);
      return failureOf(kind);
    });
    await submission.run(100);
    await submission.run(200);
    expect(keys[0] === keys[1]).toBe(same);
  });

  test('an unknown outcome stays unknown while the network is away', async () => {
    const outcomes = [failureOf('uncertain'), failureOf('offline'), failureOf('refused')];
    const submission = useSubmission(async () => outcomes.shift() as Outcome<string>);
    const states: boolean[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await submission.run();
      states.push(submission.uncertain);
    }
    expect(states).toEqual([true, true, false]);
  });

  test('restart forgets an unknown outcome for a different wish', async () => {
    const keys: string[] = [];
    const submission = useSubmission(async (intention: Intention) => {
      keys.push(intention.key);
      return failureOf('uncertain');
    });
    await submission.run();
    submission.restart();
    expect(submission.failure).toBeNull();
    await submission.run();
    expect(keys[1]).not.toBe(keys[0]);
  });
});

describe('in the background', () => {
  let stop: () => void;
  let ends: (SessionEnd | undefined)[];
  let visibility: 'visible' | 'hidden';

  function turn(next: 'visible' | 'hidden'): void {
    visibility = next;
    document.dispatchEvent(new Event('visibilitychange'));
  }

  beforeEach(() => {
    vi.useFakeTimers();
    visibility = 'visible';
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
    beginSession({
      token: 't',
      level: 'registered',
      subject_id: 'c1',
      display_name: '张',
      permissions: [],
    });
    ends = [];
    const stopListening = onSessionChange((_session, end) => ends.push(end));
    const stopWatching = endSessionInBackground();
    stop = () => {
      stopListening();
      stopWatching();
    };
  });
  afterEach(() => {
    stop();
    endSession();
  });

  test('a session lasts just under fifteen minutes', () => {
    turn('hidden');
    vi.advanceTimersByTime(background_limit_ms - 1);
    turn('visible');
    vi.advanceTimersByTime(background_limit_ms);
    expect(currentSession()).not.toBeNull();
  });

  // clause: 5.3.2-b-11
  test('a session ends at fifteen minutes', () => {
    turn('hidden');
    vi.advanceTimersByTime(background_limit_ms);
    expect(currentSession()).toBeNull();
    expect(ends).toEqual(['idle']);
  });

  // clause: 5.3.2-b-11
  test('a sleeping device whose timers stood still ends the session on waking', () => {
    turn('hidden');
    vi.setSystemTime(Date.now() + background_limit_ms);
    turn('visible');
    expect(currentSession()).toBeNull();
  });

  test('two short absences do not add up', () => {
    for (let time = 0; time < 3; time++) {
      turn('hidden');
      vi.advanceTimersByTime(background_limit_ms * 0.6);
      turn('visible');
    }
    expect(currentSession()).not.toBeNull();
  });

  test('a page that is in front does not lose its session', () => {
    vi.advanceTimersByTime(background_limit_ms * 4);
    expect(currentSession()).not.toBeNull();
  });
});

describe('the way back from sign-in', () => {
  test.each([
    ['/canteen/menu?day=1', '/canteen/menu?day=1'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    [undefined, '/'],
  ])('%s leads to %s', (wish, path) => expect(safeReturn(wish)).toBe(path));

  test('the home page is not worth a detour', () => {
    expect(detour('identity.login', { fullPath: '/' })).toEqual({
      name: 'identity.login',
      query: {},
    });
  });
});
