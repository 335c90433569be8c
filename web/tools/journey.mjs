// What browser journeys share: steps that are told one by one, the platform's address, the pages
// that a shell has, and the checks that hold for every page.
import os from 'node:os';
import { axeViolations, sizeBreaches } from './axe.mjs';
import { goReady, openBrowser, openPage } from './browser.mjs';

import { averages, measurePages, pageTimeTable } from './page-time.mjs';
import { serveShells } from './static-server.mjs';

/** Clause 7.2.3: first display under 0.5 s and complete under 1 s on average. */
export const limits_ms = { first: 500, complete: 1000 };

/**
 * Runs `act(tools)` with a browser and an address: the platform's when DLFP_BASE_URL names one,
 * otherwise the built shells alone. `tools.step(sentence, act)` prints `ok` or `not ok`; a failed
 * step does not stop the next one. Ends the process with code 1 when a step failed.
 */
export async function journey(act) {
  const alone = process.env.DLFP_BASE_URL ? null : await serveShells();
  const base = process.env.DLFP_BASE_URL ?? alone.address;
  const browser = await openBrowser();
  let failed = 0;
  const step = async (sentence, attempt) => {
    try {
      const answer = await attempt();
      console.log(`ok - ${sentence}`);
      return answer;
    } catch (error) {
      failed += 1;
      console.log(
        `not ok - ${sentence}\n  ${String(error?.stack ?? error).replaceAll('\n', '\n  ')}`,
      );
      return undefined;
    }
  };
  try {
    await act({ browser, base, step });
  } finally {
    await browser.close();
    await alone?.close();
  }
  process.exitCode = failed === 0 ? 0 : 1;
}

export function mustBeEmpty(list, what) {
  if (list.length > 0)
    throw new Error(`${what}:\n${list.map((one) => `- ${text(one)}`).join('\n')}`);
}
const text = (one) => (typeof one === 'string' ? one : JSON.stringify(one, null, 2));

/** The pages of the shell that is open in `page`, as `{ name, path, audience, needs }`. */
export async function pagesOf(page) {
  const routes = await page.evaluate(() => {
    const app = document.getElementById('app').__vue_app__;
    return app.config.globalProperties.$router
      .getRoutes()
      .filter((route) => typeof route.name === 'string' && !route.redirect)
      .map(({ name, path, meta }) => ({
        name,
        path,
        audience: meta.audience ?? 'registered',
        needs: meta.needs ?? null,
      }));
  });
  return routes.filter((route) => !/[:(*]/.test(route.path));
}

/**
 * Opens each path in each way of looking and collects axe's violations, sizes below the promised
 * ones and errors of the page itself. `options` are openPage's; `prepare(page)` may sign in.
 */
export async function checkPages(browser, paths, options) {
  const { base, display = {}, elder = false, prepare, sizes = true, ...rest } = options;
  const { context, page, problems } = await openPage(browser, {
    ...rest,
    display: { ...display, elder },
  });
  const found = [];
  await prepare?.(page);
  for (const path of paths) {
    await goReady(page, base + path);
    const breaches = sizes ? await sizeBreaches(page, { elder }) : [];
    for (const violation of await axeViolations(page)) found.push({ path, ...violation });
    for (const breach of breaches) found.push({ path, breach });
    for (const problem of problems.splice(0)) found.push({ path, problem });
  }
  await context.close();
  return found;
}

function tooSlow(rows) {
  return ['cold', 'warm'].flatMap((visit) => {
    const { first_ms, complete_ms } = averages(rows.filter((row) => row.visit === visit));
    const slow = first_ms >= limits_ms.first || complete_ms >= limits_ms.complete;
    return slow ? [`${visit}: first ${first_ms} ms, complete ${complete_ms} ms on average`] : [];
  });
}

const load = () => os.loadavg()[0].toFixed(1);
/**
 * The browser and the platform of one journey keep a load of about three. Beyond three for each
 * processor the figures tell about others' work, and nothing about the pages.
 */
const isBusy = () => os.loadavg()[0] > 3 * os.availableParallelism();

/**
 * Measures, prints the table and holds the averages to the clause's limits. A slow first round is
 * measured once more, because a machine that was busy with something else is not the page.
 */
export async function holdPageTimes(browser, options) {
  let rows = await measurePages(browser, options);
  console.log(`${pageTimeTable(rows)}\n# load of the machine ${load()}`);
  if (tooSlow(rows).length > 0) {
    rows = await measurePages(browser, options);
    console.log(pageTimeTable(rows));
  }
  const slow = tooSlow(rows);
  if (slow.length > 0 && isBusy()) {
    console.log(
      `# not held: others keep the processors busy (load ${load()})\n# ${slow.join('\n# ')}`,
    );
    return rows;
  }
  mustBeEmpty(slow, 'slower than promised, twice');
  return rows;
}
