// What browser journeys share: steps that are told one by one, the platform's address, the pages
// that a shell has, and the checks that hold for every page.
import os from 'node:os';
import { axeViolations, sizeBreaches } from './axe.mjs';
import { goReady, openBrowser, openPage } from './browser.mjs';
import { measurePages, measureUntilHeld, pageTimeTable } from './page-time.mjs';
import { serveShells } from './static-server.mjs';

/**
 * Runs `act(tools)` with a browser and an address: the platform's when DLFP_BASE_URL names one,
 * otherwise the built shells alone. `tools.step(sentence, act)` prints `ok` or `not ok`; a failed
 * step does not stop the next one. Ends the process with code 1 when a step failed.
 */
export async function journey(act) {
  const alone = process.env.DLFP_BASE_URL ? null : await serveShells();
  const base = process.env.DLFP_BASE_URL ?? alone.address;
  const browser = await openBrowser(base);
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

const load = () => os.loadavg()[0].toFixed(1);
/**
 * The browser and the platform of one journey keep a load of about three. Beyond three for each
 * processor the figures tell about others' work, and nothing about the pages.
 */
const isBusy = () => os.loadavg()[0] > 3 * os.availableParallelism();

/**
 * Measures, prints the table and holds the averages of all pages to the clause's limits; no single
 * page or visit fails. When the averages are too slow, the slower half of the pages is visited up
 * to twice more, and the best visit of each page counts: a neighbour on the machine only ever adds
 * time. Should even those be too slow while others keep the processors busy, the figures are told
 * and nothing is held.
 */
export async function holdPageTimes(browser, options) {
  const { rows, rounds, slow } = await measureUntilHeld(
    (routes) => measurePages(browser, { ...options, routes }),
    options.routes,
  );
  console.log(pageTimeTable(rows));
  console.log(`# best of ${rounds} rounds of visits; load of the machine ${load()}`);
  if (slow.length > 0 && isBusy()) {
    console.log(`# not held: others keep the processors busy\n# ${slow.join('\n# ')}`);
    return rows;
  }
  mustBeEmpty(slow, `slower than promised in ${rounds} rounds`);
  return rows;
}
