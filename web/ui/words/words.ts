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

interface Installed {
  readonly module: H5Module | ConsoleModule;
  readonly loads: Map<Locale, Promise<void>>;
}
const installed = new WeakMap<Words, Map<string, Installed>>();

async function merge(
  words: Words,
  module: H5Module | ConsoleModule,
  locale: Locale,
): Promise<void> {
  const { failures, ...own } = await wordsOf(module.messages[locale]);
  const failureTree = typeof failures === 'object' ? { failures: nested(failures) } : {};
  words.global.mergeLocaleMessage(locale, { [module.id]: own, ...failureTree });
}

function install(words: Words, { module, loads }: Installed, locale: Locale): Promise<void> {
  const known = loads.get(locale);
  if (known) return known;
  const loading = merge(words, module, locale);
  loads.set(locale, loading);
  loading.catch(() => loads.delete(locale));
  return loading;
}

/** What is missing in a language is said in Chinese, so that comes along. */
const localesFor = (locale: Locale): readonly Locale[] => (locale === 'zh' ? ['zh'] : ['zh', 'en']);

/**
 * Loads a module's words once, in the language that is spoken; pages of the module are shown only
 * afterwards.
 */
export async function installWords(words: Words, module: H5Module | ConsoleModule): Promise<void> {
  const modules = installed.get(words) ?? new Map<string, Installed>();
  installed.set(words, modules);
  const own = modules.get(module.id) ?? { module, loads: new Map() };
  modules.set(module.id, own);
  const wanted = localesFor(words.global.locale.value as Locale);
  await Promise.all(wanted.map((locale) => install(words, own, locale)));
}

/** Changes the language once the words of all modules opened so far are there. */
export async function speak(words: Words, locale: Locale): Promise<void> {
  const modules = [...(installed.get(words)?.values() ?? [])];
  const wanted = localesFor(locale);
  await Promise.allSettled(modules.flatMap((own) => wanted.map((one) => install(words, own, one))));
  words.global.locale.value = locale;
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
