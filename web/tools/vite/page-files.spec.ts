// The table that lets a shell ask early for a page's files, and the script that reads it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { declaredPages, pageTable, pathPattern, type Bundle } from './page-files.ts';

const routes = `
  import type { Part } from './part.ts';
  const needs = 'bank.see';
  export const part: Part = {
    routes: [
      { path: '/bank/orders/:order_id', name: 'bank.order', props: true,
        component: () => import('./pages/OrderPage.vue'), meta: { needs } },
      { path: '/bank/orders', name: 'bank.orders',
        component: () => import('./pages/OrdersPage.vue'),
        meta: { audience: 'verified', title: { zh: '订单', en: 'Orders' } } },
      { path: '/sign-in', name: 'bank.sign_in',
        component: () => import('./pages/SignInPage.vue'), meta: { audience: 'public' } },
      { path: '/', name: 'shell.home', component: HomePage },
    ],
  };`;

const chunk = (fileName: string, part: object = {}) => ({ type: 'chunk', fileName, ...part });
const css = (...sheets: string[]) => ({ viteMetadata: { importedCss: new Set(sheets) } });
const bundle = Object.fromEntries(
  [
    chunk('index.js', { isEntry: true, imports: ['vendor.js'], ...css('index.css') }),
    chunk('vendor.js'),
    chunk('OrderPage.js', {
      facadeModuleId: '/r/core/bank/h5/pages/OrderPage.vue',
      imports: ['vendor.js', 'states.js'],
      ...css('OrderPage.css'),
    }),
    chunk('OrdersPage.js', {
      facadeModuleId: '/r/core/bank/h5/pages/OrdersPage.vue',
      imports: ['states.js'],
    }),
    chunk('SignInPage.js', { facadeModuleId: '/r/core/bank/h5/pages/SignInPage.vue' }),
    chunk('states.js', { imports: ['index.js'] }),
    chunk('words-bank-zh.js', { moduleIds: ['/r/core/bank/h5/words/zh.ts'] }),
    chunk('words-bank-en.js', { moduleIds: ['/r/core/bank/h5/words/orders.en.ts'] }),
  ].map((one) => [one.fileName, one]),
) as unknown as Bundle;
const declarations = [{ file: '/r/core/bank/h5/index.ts', module: 'bank', code: routes }];
const table = pageTable(bundle, declarations, {
  area: 'h5',
  base: '/h5/',
  sign_in: 'bank.sign_in',
});
const filesOf = (path_source: string) =>
  table.pages.find((page) => page.path === path_source)?.files.map((at) => table.files[at]);

test('routes with a lazy page are found with their audience', () => {
  expect(declaredPages(routes)).toEqual([
    {
      path: '/bank/orders/:order_id',
      name: 'bank.order',
      component: './pages/OrderPage.vue',
      is_public: false,
    },
    {
      path: '/bank/orders',
      name: 'bank.orders',
      component: './pages/OrdersPage.vue',
      is_public: false,
    },
    {
      path: '/sign-in',
      name: 'bank.sign_in',
      component: './pages/SignInPage.vue',
      is_public: true,
    },
  ]);
});

test('a path becomes a pattern; one that takes everything has no files of its own', () => {
  expect(pathPattern('/bank/orders/:order_id')).toBe('/bank/orders/[^/]+');
  expect(pathPattern('/bank/reports/:kind?')).toBe('/bank/reports(?:/[^/]+)?');
  expect(pathPattern('/:rest(.*)*')).toBeNull();
});

test('a page’s files are its chunk, its imports and styles, without the shell’s own', () => {
  expect(filesOf('/bank/orders/[^/]+')).toEqual(['OrderPage.js', 'OrderPage.css', 'states.js']);
  expect(filesOf('/bank/orders')).toEqual(['OrdersPage.js', 'states.js']);
});

test('fixed addresses come first, and the way to sign in is known', () => {
  expect(table.pages.map((page) => page.path).at(-1)).toBe('/bank/orders/[^/]+');
  expect(table.pages[table.sign_in ?? -1]?.path).toBe('/sign-in');
});

const source = readFileSync(
  path.join(import.meta.dirname, '..', '..', 'ui', 'display', 'ask-early.js'),
  'utf8',
);
function asked(address: string): string[] {
  history.replaceState(null, '', address);
  document.head.replaceChildren();
  const script = source.replace(/\/\*table\*\/[^]*\}\);/, () => `${JSON.stringify(table)});`);
  new Function(script)();
  return [...document.head.querySelectorAll('link')].map(
    (link) => `${link.rel} ${new URL(link.href).pathname}`,
  );
}

beforeEach(() => sessionStorage.setItem('dlfp.session.h5', '{}'));

test('the page that the address names is asked for, with the words of the language chosen', () => {
  expect(asked('/h5/bank/orders/7')).toEqual([
    'modulepreload /h5/OrderPage.js',
    'preload /h5/OrderPage.css',
    'modulepreload /h5/states.js',
    'modulepreload /h5/words-bank-zh.js',
  ]);
  localStorage.setItem('dlfp.display', '{"locale":"en"}');
  expect(asked('/h5/bank/orders/').slice(-2)).toEqual([
    'modulepreload /h5/words-bank-zh.js',
    'modulepreload /h5/words-bank-en.js',
  ]);
});

test('whoever is not signed in gets the sign-in page instead of a page for customers', () => {
  sessionStorage.clear();
  expect(asked('/h5/bank/orders')[0]).toBe('modulepreload /h5/SignInPage.js');
});

test('an address that is no page asks for nothing, and so does the table before a build', () => {
  expect(asked('/h5/bank/elsewhere')).toEqual([]);
  document.head.replaceChildren();
  expect(() => new Function(source)()).not.toThrow();
  expect(document.head.children).toHaveLength(0);
});
