// @vitest-environment node
// The checks that hold every page must themselves be able to fail: planted faults are found.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations, sizeBreaches } from './axe.mjs';
import { goReady, openBrowser, openPage } from './browser.mjs';
import {
  averages,
  bestVisits,
  measurePages,
  measureUntilHeld,
  pageTimeTable,
  tooSlow,
} from './page-time.mjs';
import { compressFolder } from './vite/precompress.ts';
import { initialFiles } from './size.mjs';
import { serveShells } from './static-server.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'dlfp-shell-'));
let browser: Browser;
let server: { address: string; close(): Promise<void> };

const html = (body: string, head = '') =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>x</title>${head}</head>` +
  `<body>${body}</body></html>`;
const late = `
  fetch('/api/slow').then((answer) => answer.json()).then((answer) => {
    document.querySelector('main').textContent = answer.text;
    document.querySelector('main').dataset.ready = '';
  });`;

beforeAll(async () => {
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'assets', 'late.js'), late.padEnd(2000));
  const script = '<script type="module" src="/h5/assets/late.js"></script>';
  writeFileSync(
    path.join(folder, 'index.html'),
    html('<main><h1>等待</h1></main><script>window.inline = true</script>', script),
  );
  const sheet = '.g{color:#777;background:#eee} .s{width:20px;height:20px;font-size:9px}';
  writeFileSync(path.join(folder, 'assets', 'bad.css'), sheet);
  const link = '<link rel="stylesheet" href="/h5/assets/bad.css">';
  const small = '<button data-ready class="s">小</button>';
  writeFileSync(
    path.join(folder, 'bad.html'),
    html(`<main><h1>坏</h1><p class="g">浅灰的字</p><input>${small}</main>`, link),
  );
  await compressFolder(folder);
  const answers = { 'GET /api/slow': [200, { text: '到了' }] };
  server = await serveShells({ answers, dist_of: () => folder });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('missing labels and sizes below the promised ones are found', async () => {
  const { page, context } = await openPage(browser);
  await goReady(page, `${server.address}/h5/bad.html`);
  const rules = (await axeViolations(page)).map((violation: { rule: string }) => violation.rule);
  expect(rules).toContain('label');
  expect(rules).toContain('color-contrast');
  const breaches = await sizeBreaches(page);
  expect(breaches.some((breach: string) => breach.includes('“小” 20×20'))).toBe(true);
  expect(breaches.some((breach: string) => breach.includes('9px'))).toBe(true);
  await context.close();
});

test('elder mode asks for more than the standard', async () => {
  const { page, context } = await openPage(browser);
  await goReady(page, `${server.address}/h5/bad.html`);
  const [standard, elder] = [await sizeBreaches(page), await sizeBreaches(page, { elder: true })];
  expect(elder.length).toBeGreaterThan(standard.length);
  await context.close();
});

test('inline script is refused by the policy and reported', async () => {
  const { page, context, problems } = await openPage(browser);
  await goReady(page, `${server.address}/h5/any/path`);
  expect(await page.evaluate(() => 'inline' in window)).toBe(false);
  expect(problems.join()).toMatch(/Content Security Policy/);
  await context.close();
});

test('a page is complete only when what it asked for has arrived', async () => {
  const rows = await measurePages(browser, {
    base: `${server.address}/h5`,
    routes: ['/'],
  });
  expect(rows.map((row: { visit: string }) => row.visit)).toEqual(['cold', 'warm']);
  const cold = rows[0] ?? { first_ms: 0, complete_ms: 0 };
  // Three turns of 40 ms at least: the page, its script, and what the script asks for.
  expect(cold.complete_ms).toBeGreaterThan(120);
  expect(cold.complete_ms).toBeGreaterThan(cold.first_ms);
});

const visitOf = (route: string, visit: string, first_ms: number, complete_ms: number) => ({
  route,
  visit,
  first_ms,
  complete_ms,
});

test('the averages are those of all visits', () => {
  const rows = [visitOf('/menu', 'cold', 100, 300), visitOf('/menu', 'cold', 201, 900)];
  expect(averages(rows)).toEqual({ first_ms: 151, complete_ms: 600 });
  expect(pageTimeTable(rows).split('\n').at(-1)).toMatch(/^average +151 +600$/);
});

test('of several rounds the best visit of each page counts, cold and warm apart', () => {
  const first = [visitOf('/a', 'cold', 400, 1500), visitOf('/a', 'warm', 90, 300)];
  const second = [visitOf('/a', 'cold', 450, 800), visitOf('/a', 'warm', 95, 900)];
  expect(bestVisits([first, second])).toEqual([
    visitOf('/a', 'cold', 400, 800),
    visitOf('/a', 'warm', 90, 300),
  ]);
});

// clause: 7.2.3-1, 7.2.3-2
test('times are held on average over all pages, for cold and for warm visits', () => {
  const pages = (cold_ms: number, warm_ms: number) => [
    visitOf('/a', 'cold', 100, 200),
    visitOf('/b', 'cold', 100, cold_ms),
    visitOf('/a', 'warm', 100, 200),
    visitOf('/b', 'warm', 100, warm_ms),
  ];
  expect(tooSlow(pages(1798, 1798))).toEqual([]);
  expect(tooSlow(pages(1800, 200))).toEqual(['cold: first 100 ms, complete 1000 ms on average']);
  expect(tooSlow(pages(200, 1800))).toHaveLength(1);
  expect(tooSlow([visitOf('/a', 'cold', 500, 600), visitOf('/a', 'warm', 499, 600)])).toEqual([
    'cold: first 500 ms, complete 600 ms on average',
  ]);
});

test('slow pages are visited again, three rounds at most, and fail when still slow', async () => {
  const asked: string[][] = [];
  const rounds = (...times: [number, number][]) => {
    asked.length = 0;
    return async (routes: string[]) => {
      const [a, b] = times[asked.length] ?? [0, 0];
      asked.push(routes);
      return routes.flatMap((route) =>
        ['cold', 'warm'].map((visit) => visitOf(route, visit, 1, route === '/a' ? a : b)),
      );
    };
  };
  const all = ['/a', '/b'];
  expect(await measureUntilHeld(rounds([900, 900]), all)).toMatchObject({ rounds: 1, slow: [] });

  const settled = await measureUntilHeld(rounds([600, 2500], [0, 2000], [0, 1398]), all);
  expect(settled).toMatchObject({ rounds: 3, slow: [] });
  expect(asked).toEqual([all, ['/b'], ['/b']]);

  const slow = await measureUntilHeld(rounds([600, 2500], [0, 2000], [0, 1400], [0, 1]), all);
  expect(slow.rounds).toBe(3);
  expect(slow.slow).toHaveLength(2);
});

test('no further round begins when the journey’s time is running out', async () => {
  let clock_ms = 0;
  const measure = async () => {
    clock_ms += 130_000;
    return [visitOf('/a', 'cold', 1, 2000), visitOf('/a', 'warm', 1, 2000)];
  };
  const { rounds } = await measureUntilHeld(measure, ['/a'], { now: () => clock_ms });
  expect(rounds).toBe(2);
});

test('the first visit counts what is imported at once and not what comes later', () => {
  const list = {
    'index.html': { file: 'a.js', isEntry: true, imports: ['_b'], css: ['a.css'] },
    _b: { file: 'b.js', imports: ['_c'] },
    _c: { file: 'c.js' },
    'src/pages/HomePage.vue': { file: 'home.js', imports: ['_c'] },
    'src/pages/OtherPage.vue': { file: 'other.js', isDynamicEntry: true },
  };
  expect(initialFiles(list, /HomePage/)).toEqual(['a.js', 'a.css', 'b.js', 'c.js', 'home.js']);
});
