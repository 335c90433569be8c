// First display and complete display of pages, cold and warm, on the promised network and
// processor.
import { openPage, promised_profile, throttle } from './browser.mjs';

/** Notes inside the page when it became ready, independent of how soon the test asks. */
function noteReady() {
  const look = () => {
    if (window.dlfp_ready_ms === undefined && document.querySelector('[data-ready]')) {
      // Two frames later the content is on the screen.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          window.dlfp_ready_ms ??= performance.now();
        }),
      );
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-ready'],
  });
}

async function timesOf(page) {
  await page.waitForFunction(() => window.dlfp_ready_ms !== undefined, null, { timeout: 30_000 });
  return page.evaluate(() => {
    const ready_ms = window.dlfp_ready_ms;
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    // What was asked for before the page was ready belongs to it; later prefetching does not.
    const loaded = performance
      .getEntriesByType('resource')
      .filter((entry) => entry.startTime <= ready_ms && !/\/stream\b/.test(entry.name))
      .map((entry) => entry.responseEnd);
    return { first_ms: paint?.startTime ?? ready_ms, complete_ms: Math.max(ready_ms, ...loaded) };
  });
}

/**
 * Measures each route `runs` times: cold (nothing cached) and warm (a second visit).
 * `prepare(page)` may sign in, `sessionOf(route)` says who visits. Answers rows of
 * `{ route, visit, first_ms, complete_ms }` with the median of the runs.
 */
export async function measurePages(browser, options) {
  const { base, routes, runs = 3, profile = promised_profile, page: page_options = {} } = options;
  const rows = [];
  for (const route of routes) {
    const cold = [];
    const warm = [];
    for (let run = 0; run < runs; run++) {
      const session = options.sessionOf?.(route) ?? null;
      const { context, page } = await openPage(browser, { ...page_options, session });
      await options.prepare?.(page);
      await page.addInitScript(noteReady);
      await throttle(page, profile);
      for (const times of [cold, warm]) {
        await page.goto(base + route, { waitUntil: 'commit' });
        times.push(await timesOf(page));
        await page.goto('about:blank');
      }
      await context.close();
    }
    rows.push({ route, visit: 'cold', ...median(cold) }, { route, visit: 'warm', ...median(warm) });
  }
  return rows;
}

const column = (value, width) => String(value).padStart(width);

function median(times) {
  const middle = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
  return {
    first_ms: Math.round(middle(times.map((time) => time.first_ms))),
    complete_ms: Math.round(middle(times.map((time) => time.complete_ms))),
  };
}

/** The averages that clause 7.2.3 limits: first display under 500 ms, complete under 1,000 ms. */
export function averages(rows) {
  const mean = (list) => Math.round(list.reduce((sum, value) => sum + value, 0) / list.length);
  return {
    first_ms: mean(rows.map((row) => row.first_ms)),
    complete_ms: mean(rows.map((row) => row.complete_ms)),
  };
}

export function pageTimeTable(rows) {
  const width = Math.max(8, ...rows.map((row) => row.route.length));
  const line = (route, visit, first, complete) =>
    [route.padEnd(width + 1), visit.padEnd(5), column(first, 9), column(complete, 12)].join(' ');
  const { first_ms, complete_ms } = averages(rows);
  return [
    line('page', 'visit', 'first ms', 'complete ms'),
    ...rows.map((row) => line(row.route, row.visit, row.first_ms, row.complete_ms)),
    line('average', '', first_ms, complete_ms),
  ].join('\n');
}
