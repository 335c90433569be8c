// What holds on every page of a shell, found by its routes: axe, sizes, no error, both languages.
// Pages with parameters are reached through the links that other pages show.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { axeViolations, sizeBreaches } from './axe.mjs';
import { goReady, openPage } from './browser.mjs';

/** All named routes of the open shell as `{ name, path, audience, needs, pattern }`. */
export async function routesOf(page) {
  const routes = await page.evaluate(() =>
    document
      .getElementById('app')
      .__vue_app__.config.globalProperties.$router.getRoutes()
      .filter((route) => typeof route.name === 'string' && !route.redirect)
      .map(({ name, path: own, meta }) => ({
        name,
        path: own,
        audience: meta.audience ?? 'registered',
        needs: meta.needs ?? null,
      })),
  );
  return routes.map((route) => ({ ...route, pattern: patternOf(route.path) }));
}

/** The path without its optional parameters: a page of its own. */
const plainPath = (route) => route.path.replace(/\/:\w+(?:\([^)]*\))?\?/g, '') || '/';
const hasParameters = (route) => /[:(*]/.test(plainPath(route));

const takesAll = (route) => /\(\.\*\)/.test(route.path);

/** Matches paths of a route with parameters. */
function patternOf(route_path) {
  const source = route_path
    .replace(/\/:\w+\?/g, '(?:/[^/?#]+)?')
    .replace(/:\w+(\([^)]*\))/g, '$1')
    .replace(/:\w+/g, '[^/?#]+');
  return new RegExp(`^${source}(?:[?#].*)?$`);
}

/**
 * Places to visit: routes without parameters at once, the others when a link to them is seen. The
 * page for what is missing is visited at an address that no page has.
 */
export class Places {
  constructor(routes, base_path) {
    this.waiting = routes.filter((route) => hasParameters(route) && !takesAll(route));
    this.found = routes
      .filter((route) => !hasParameters(route) || takesAll(route))
      .map((route) => ({
        ...route,
        address: takesAll(route) ? '/no/such/page' : plainPath(route),
      }));
    this.fixed = new Set(this.found.map((place) => place.address));
    this.base_path = base_path;
  }

  /**
   * Learns from the links that a caller was shown, who is the one to follow them; answers the
   * places that were not known before.
   */
  learn(links, session) {
    const fresh = [];
    for (const link of links) {
      if (!link.startsWith(this.base_path)) continue;
      const address = link.slice(this.base_path.length);
      if (this.fixed.has(address.replace(/[?#].*$/, ''))) continue;
      const route = this.waiting.find((one) => one.pattern.test(address));
      if (!route) continue;
      this.waiting = this.waiting.filter((one) => one !== route);
      fresh.push({ ...route, address, session });
    }
    this.found.push(...fresh);
    return fresh;
  }

  /** What no link led to: a page that nobody can reach, or demo data that is missing. */
  mustBeReached() {
    const list = this.waiting.map((route) => `no link leads to ${route.path} (${route.name})`);
    if (list.length > 0) throw new Error(list.join('\n'));
  }
}

const linksOf = (page) =>
  page
    .locator('a[href^="/"]')
    .evaluateAll((list) => list.map((link) => link.getAttribute('href') ?? ''));

/** Texts shown in Chinese although the shell's words have an English one for them. */
function chineseLeft() {
  const { provides } = document.getElementById('app').__vue_app__._context;
  const { messages } = Object.getOwnPropertySymbols(provides)
    .map((symbol) => provides[symbol])
    .find((one) => one?.global?.messages).global;
  const leaves = (tree, other) =>
    Object.entries(tree ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' ? [[value, other?.[key]]] : leaves(value, other?.[key]),
    );
  const translated = new Set(
    leaves(messages.value.zh, messages.value.en)
      .filter(([zh, en]) => typeof en === 'string' && zh !== en && /[\u4e00-\u9fff]{2}/.test(zh))
      .map(([zh]) => zh),
  );
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const left = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    // What stands in a cell or a list is what people entered, and may equal a word.
    const entered = node.parentElement?.closest('td, [data-entered], [lang="zh-CN"]:not(html)');
    if (translated.has(text) && !entered) left.push(text);
  }
  return left;
}

/** Codes of failures that a page shows as soon as it opens: it could not load what it is about. */
const failuresOn = (page) =>
  page
    .locator('.failure-notice[data-code]')
    .evaluateAll((list) => list.map((notice) => notice.dataset.code));

async function findingsOf(page, look) {
  const found = [];
  for (const code of await failuresOn(page)) found.push({ failure: code });
  if (look.axe !== 'none') {
    const rules = look.axe === 'colours' ? { only: ['color-contrast'] } : {};
    for (const violation of await axeViolations(page, rules)) found.push(violation);
  }
  for (const breach of await sizeBreaches(page, look.sizes)) found.push({ breach });
  if (look.display.locale === 'en') {
    for (const text of await page.evaluate(chineseLeft)) found.push({ untranslated: text });
  }
  return found;
}

/**
 * Visits places in one way of looking. `sessionOf(place)` says who visits; `look` is
 * `{ name, display, size, axe: 'all' | 'colours' | 'none', sizes }`. With `folder` each page's
 * picture is written there. Answers the findings.
 */
export async function visitPlaces(browser, places, options) {
  const { base, look, sessionOf, folder, onLinks } = options;
  if (folder) mkdirSync(folder, { recursive: true });
  const found = [];
  const queue = [...places];
  const open = new Map();
  while (queue.length > 0) {
    const place = queue.shift();
    const session = sessionOf(place);
    const who = session?.token ?? '';
    if (!open.has(who)) {
      open.set(who, await openPage(browser, { size: look.size, display: look.display, session }));
    }
    const { page, problems } = open.get(who);
    const note = (one) => found.push({ look: look.name, page: place.address, ...one });
    try {
      await goReady(page, base + place.address);
      for (const one of await findingsOf(page, look)) note(one);
      if (onLinks) queue.push(...onLinks(await linksOf(page), session));
      if (folder)
        await page.screenshot({ path: path.join(folder, `${place.name}-${look.name}.png`) });
    } catch (error) {
      note({ problem: error.message.split('\n')[0] });
    }
    for (const problem of problems.splice(0)) note({ problem });
  }
  for (const { context } of open.values()) await context.close();
  return found;
}

/** The same, split over as many contexts at once as there are processors to serve them. */
export async function visitAll(browser, places, options) {
  const half = Math.ceil(places.length / 2);
  const parts = [places.slice(0, half), places.slice(half)].filter((part) => part.length > 0);
  const found = await Promise.all(parts.map((part) => visitPlaces(browser, part, options)));
  return found.flat();
}
