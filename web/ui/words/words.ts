// The texts: one vue-i18n instance per shell; modules add theirs under their id when their first
// page opens.
import { createI18n, type Composer } from 'vue-i18n';
import type { Failure } from '@dlfp/api-client';
import type { H5Module, ConsoleModule, Title, WordTree } from '../module/define.ts';
import type { Locale } from '../display/display.ts';
import { formatMoney } from '../format/money.ts';
import en from './en.ts';
import zh from './zh.ts';

type Messages = Record<Locale, typeof zh>;

export function createWords(locale: Locale) {
  // Copies, because modules' words are merged into them.
  const messages: Messages = structuredClone({ zh, en });
  return createI18n<false>({
    legacy: false,
    locale,
    fallbackLocale: 'zh',
    messages,
    missingWarn: false,
    fallbackWarn: false,
  });
}

export type Words = ReturnType<typeof createWords>;

/**
 * Turns `{'canteen.closed': …}` into `{canteen: {closed: …}}`, so that failure words may be
 * written either way.
 */
export function nested(tree: WordTree): WordTree {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(tree)) {
    const path = key.split('.');
    const last = path.pop() ?? key;
    let place = result;
    for (const step of path) place = (place[step] ??= {}) as Record<string, unknown>;
    const branch = typeof value === 'string' ? value : nested(value);
    const known = place[last];
    place[last] =
      typeof known === 'object' && typeof branch === 'object' ? { ...known, ...branch } : branch;
  }
  return result as WordTree;
}

type Source = H5Module['messages'][Locale];

async function wordsOf(source: Source): Promise<WordTree> {
  if (typeof source !== 'function') return source;
  const loaded = (await source()) as { default?: unknown };
  return (typeof loaded.default === 'object' ? loaded.default : loaded) as WordTree;
}

const installed = new WeakMap<Words, Map<string, Promise<void>>>();

async function install(words: Words, module: H5Module | ConsoleModule): Promise<void> {
  for (const locale of ['zh', 'en'] as const) {
    const { failures, ...own } = await wordsOf(module.messages[locale]);
    const failureTree = typeof failures === 'object' ? { failures: nested(failures) } : {};
    words.global.mergeLocaleMessage(locale, { [module.id]: own, ...failureTree });
  }
}

/** Loads a module's words once; pages of the module are shown only afterwards. */
export function installWords(words: Words, module: H5Module | ConsoleModule): Promise<void> {
  const loads = installed.get(words) ?? new Map<string, Promise<void>>();
  installed.set(words, loads);
  const known = loads.get(module.id);
  if (known) return known;
  const loading = install(words, module);
  loads.set(module.id, loading);
  loading.catch(() => loads.delete(module.id));
  return loading;
}

export function titleIn(title: Title, locale: string): string {
  return locale === 'en' ? title.en : title.zh;
}

/** Members ending in `_fen` are spelt as money, so that words may say "还可支付 {remaining_fen}". */
function spelt(members: Failure['members']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      name.endsWith('_fen') && typeof value === 'number' ? formatMoney(value) : value,
    ]),
  );
}

type Speaker = Pick<Composer, 't' | 'te'>;

/** The customer's words for a failure: by its code, else by its class. */
export function failureWords(failure: Failure, { t, te }: Speaker): string {
  const own = `failures.${failure.code}`;
  const words =
    te(own) || te(own, 'zh')
      ? t(own, spelt(failure.members))
      : t(`failures.by_class.${failure.class}`);
  const wait = failure.retry_after_s;
  return wait !== undefined && wait > 1 && failure.class === 'throttled'
    ? `${words}${t('failures.retry_after', { seconds: wait })}`
    : words;
}
