// Debian's Chromium for journeys: pages as a customer or a member of staff would open them.
import { createHash, X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { chromium } from 'playwright-core';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1440, height: 900 };

/** The network and processor that page times are promised for: 10 Mbit/s, 40 ms, half speed. */
export const promised_profile = { megabits_per_s: 10, latency_ms: 40, slowdown: 2 };

/**
 * The key of the certificate that `base` shows, as Chromium takes it. A browser that trusts it
 * treats the development certificate as it treats a bank's: only then are files kept, so that a
 * second visit is as warm as a customer's.
 */
export function keyOf(base) {
  const { protocol, hostname, port } = new URL(base);
  if (protocol !== 'https:') return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host: hostname, port, rejectUnauthorized: false }, () => {
      const key = new X509Certificate(socket.getPeerCertificate().raw).publicKey;
      const der = key.export({ type: 'spki', format: 'der' });
      socket.destroy();
      resolve(createHash('sha256').update(der).digest('base64'));
    });
    socket.on('error', reject);
  });
}

export async function openBrowser(base = null) {
  const key = base === null ? null : await keyOf(base);
  const executablePath = process.env.DLFP_CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--font-render-hinting=none',
      '--lang=zh-CN',
      ...(key === null ? [] : [`--ignore-certificate-errors-spki-list=${key}`]),
    ],
  });
}

/**
 * A page of its own context. `display` is what the shells keep in `dlfp.display`: `elder`, `theme`
 * ('light' | 'dark'), `locale`, `text_scale`. `session` (with its `area`: 'h5' | 'console') signs
 * in without the sign-in page.
 */
export async function openPage(browser, options = {}) {
  const { size = phone, display = {}, session = null } = options;
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: size.width < 600 ? 2 : 1,
    isMobile: size.width < 600,
    hasTouch: size.width < 600,
    locale: display.locale === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: display.theme === 'dark' ? 'dark' : 'light',
    ignoreHTTPSErrors: options.ignoreHTTPSErrors ?? true,
    reducedMotion: options.reducedMotion ?? 'reduce',
  });
  const kept = { elder_offered: true, ...display };
  await context.addInitScript(
    ({ choice, signed_in }) => {
      if (localStorage.getItem('dlfp.display') === null) {
        localStorage.setItem('dlfp.display', JSON.stringify(choice));
      }
      if (signed_in && sessionStorage.getItem(`dlfp.session.${signed_in.area}`) === null) {
        sessionStorage.setItem(`dlfp.session.${signed_in.area}`, JSON.stringify(signed_in));
      }
    },
    { choice: kept, signed_in: session },
  );
  const page = await context.newPage();
  const problems = watchProblems(page);
  return { context, page, problems };
}

/** Collects what must never happen on a page: errors, broken assets, breaches of the policy. */
export function watchProblems(page) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !/Failed to load resource/.test(text)) problems.push(text);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !new URL(response.url()).pathname.startsWith('/api/')) {
      problems.push(`${response.status()} ${response.url()}`);
    }
  });
  return problems;
}

export async function throttle(page, profile = promised_profile) {
  const session = await page.context().newCDPSession(page);
  const bytes_per_s = (profile.megabits_per_s * 1_000_000) / 8;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: profile.latency_ms,
    downloadThroughput: bytes_per_s,
    uploadThroughput: bytes_per_s,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: profile.slowdown });
}

/** Opens an address and waits until the page says that everything asked for has arrived. */
export async function goReady(page, address, timeout = 15_000) {
  await page.goto(address, { waitUntil: 'commit', timeout });
  await page.locator('[data-ready]').first().waitFor({ state: 'attached', timeout });
  await page.evaluate(() => document.fonts?.ready.then(() => undefined));
}
