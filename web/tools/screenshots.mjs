// Pictures of pages in every way of looking: normal, elder, dark on a phone; light and dark on a
// desk.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { desktop, goReady, openPage, phone } from './browser.mjs';

export const phone_looks = {
  normal: { theme: 'light' },
  elder: { theme: 'light', elder: true },
  dark: { theme: 'dark' },
};
export const desktop_looks = { normal: { theme: 'light' }, dark: { theme: 'dark' } };

/** Writes `<folder>/<name>-<look>.png` for each named route; answers the files written. */
export async function takeScreenshots(browser, options) {
  const { base, routes, folder, looks = phone_looks, size = phone, session = null } = options;
  mkdirSync(folder, { recursive: true });
  const files = [];
  for (const [look, display] of Object.entries(looks)) {
    const { context, page } = await openPage(browser, { size, session, display });
    await options.prepare?.(page);
    for (const [name, route] of Object.entries(routes)) {
      await goReady(page, base + route);
      const file = path.join(folder, `${name}-${look}.png`);
      await page.screenshot({ path: file, fullPage: options.fullPage ?? false });
      files.push(file);
    }
    await context.close();
  }
  return files;
}

export const takeConsoleScreenshots = (browser, options) =>
  takeScreenshots(browser, { looks: desktop_looks, size: desktop, ...options });
