// Pages as people use them: signing in, the keyboard for the payment password, what must hold on
// every page that was visited.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { axeViolations, sizeBreaches } from '../../../../web/tools/axe.mjs';
import { desktop, goReady, openPage, phone } from '../../../../web/tools/browser.mjs';
import { callerOf, tokenOf } from './platform.mjs';

/** The field whose label begins like this. */
export function field(page, label) {
  return page.getByRole('textbox', { name: new RegExp(`^${label}`) }).first();
}

export async function typePin(page, pin) {
  const pad = page.locator('.pin-pad').last();
  for (const digit of pin) await pad.getByRole('button', { name: `数字 ${digit}` }).click();
}

/** A member of staff at a desk, signed in on the console's own page. */
export async function staffAtDesk(browser, base, login_name) {
  const desk = await openPage(browser, { size: desktop });
  const { page } = desk;
  await goReady(page, `${base}/console/login`);
  await field(page, '登录名').fill(login_name);
  await field(page, '密码').fill('Dlfp-Staff-2026');
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForFunction(() => sessionStorage.getItem('dlfp.session.console') !== null);
  return { ...desk, api: callerOf(base, await tokenOf(page, 'console')) };
}

export async function customerWithPhone(browser, base) {
  const held = await openPage(browser, { size: phone });
  return {
    ...held,
    async signedIn() {
      return callerOf(base, await tokenOf(held.page, 'h5'));
    },
  };
}

/** What axe and the sizes say of the page that is open, as lines. */
export async function findingsOf(page, elder = false) {
  const { pathname } = new URL(page.url());
  const violations = await axeViolations(page);
  const breaches = pathname.startsWith('/h5/') ? await sizeBreaches(page, { elder }) : [];
  return [
    ...violations.map((found) => ({ path: pathname, ...found })),
    ...breaches.map((breach) => ({ path: pathname, breach })),
  ];
}

/**
 * Checks what is open, by elder mode's sizes where `held.elder` says so, and pictures it as `name`
 * where DLFP_SCREENSHOTS names a folder.
 */
export async function look(held, found, name) {
  found.push(...(await findingsOf(held.page, held.elder)));
  const folder = process.env.DLFP_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await held.page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

/** The address without ids, as a file's name: `h5-canteen-orders`. */
function nameOf(address) {
  const parts = new URL(address).pathname.split('/').filter((part) => part && part.length < 26);
  return parts.join('-');
}

/** Opens, checks and pictures a page. */
export async function visit(held, address, found, name = nameOf(address)) {
  await goReady(held.page, address);
  await look(held, found, name);
}
