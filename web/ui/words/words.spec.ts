// Words of modules and of the shared parts.
import { expect, test } from 'vitest';
import type { H5Module } from '../module/define.ts';
import { createWords, failureWords, installWords, nested, speak } from './words.ts';
import en from './en.ts';
import zh from './zh.ts';

function keysOf(tree: object, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value as object, `${path}${key}.`) : [`${path}${key}`],
  );
}
const module = (messages: H5Module['messages']): H5Module => ({
  id: 'canteen',
  title: { zh: '食堂', en: 'Canteen' },
  icon: 'canteen',
  order: 300,
  routes: [],
  entries: [],
  messages,
});

test('both languages have the same keys and no empty words', () => {
  expect(keysOf(en)).toEqual(keysOf(zh));
  for (const tree of [zh, en]) expect(JSON.stringify(tree)).not.toContain('""');
});

test('every text compiles: no stray syntax in any language', () => {
  for (const locale of ['zh', 'en'] as const) {
    const { t, tm } = createWords(locale).global;
    for (const key of keysOf(tm('ui'), 'ui.')) expect(t(key), key).not.toBe(key);
  }
});

test('a module speaks under its id, loaded only when asked for', async () => {
  let loads = 0;
  const canteen = module({
    zh: async () => {
      loads += 1;
      return { default: { menu: '菜单', failures: { 'canteen.closed': '已截止' } } };
    },
    en: { menu: 'Menu' },
  });
  const words = createWords('zh');
  expect(loads).toBe(0);
  await Promise.all([installWords(words, canteen), installWords(words, canteen)]);
  expect(loads).toBe(1);
  expect(words.global.t('canteen.menu')).toBe('菜单');
  expect(words.global.t('failures.canteen.closed')).toBe('已截止');
});

test('words that could not be loaded are asked for again', async () => {
  let tries = 0;
  const canteen = module({
    zh: async () => {
      tries += 1;
      if (tries === 1) throw new Error('offline');
      return { menu: '菜单' };
    },
    en: {},
  });
  const words = createWords('zh');
  await expect(installWords(words, canteen)).rejects.toThrow('offline');
  await installWords(words, canteen);
  expect(words.global.t('canteen.menu')).toBe('菜单');
});

test('only the language spoken is loaded; the other before it is spoken', async () => {
  const loads: string[] = [];
  const load = (locale: string, menu: string) => async () => {
    loads.push(locale);
    return { default: { menu } };
  };
  const canteen = module({ zh: load('zh', '菜单'), en: load('en', 'Menu') });
  const words = createWords('zh');
  await installWords(words, canteen);
  expect(loads).toEqual(['zh']);
  const speaking = speak(words, 'en');
  expect(words.global.t('canteen.menu')).toBe('菜单');
  await speaking;
  expect(words.global.t('canteen.menu')).toBe('Menu');
  await speak(words, 'zh');
  expect(loads).toEqual(['zh', 'en']);
});

test('who speaks English gets both languages at once, for what only Chinese says', async () => {
  let open: () => void = () => undefined;
  const chinese = new Promise<void>((resolve) => (open = resolve));
  const canteen = module({
    zh: async () => {
      await chinese;
      return { menu: '菜单', only: '仅中文' };
    },
    en: async () => {
      open();
      return { menu: 'Menu' };
    },
  });
  const words = createWords('en');
  await installWords(words, canteen);
  expect([words.global.t('canteen.menu'), words.global.t('canteen.only')]).toEqual([
    'Menu',
    '仅中文',
  ]);
});

test('a language whose words do not load is spoken as far as it goes', async () => {
  const canteen = module({
    zh: { menu: '菜单' },
    en: async () => {
      throw new Error('offline');
    },
  });
  const words = createWords('zh');
  await installWords(words, canteen);
  await speak(words, 'en');
  expect(words.global.locale.value).toBe('en');
  expect(words.global.t('canteen.menu')).toBe('菜单');
});

test('failure words may be written flat, nested or mixed', () => {
  expect(nested({ 'a.b': '1', a: { c: '2' }, 'a.d': '3' })).toEqual({
    a: { b: '1', c: '2', d: '3' },
  });
});

test('a failure known only in Chinese is better than generic English', () => {
  const words = createWords('en');
  words.global.mergeLocaleMessage('zh', { failures: { x: { y: '中文说明' } } });
  const failure = {
    code: 'x.y',
    class: 'refused',
    status: 422,
    request_id: '',
    members: {},
  } as const;
  expect(failureWords(failure, words.global)).toBe('中文说明');
});
