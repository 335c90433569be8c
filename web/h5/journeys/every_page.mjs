#!/usr/bin/env node
// Every page of H5, found by the modules' routes, as the verified demo customer sees it: axe, sizes
// for fingers, no sideways scrolling, no error, English, and the promised times (clause 7.2.3).
// clause: 9.1.3-g
import { goReady, openPage, phone } from '../../tools/browser.mjs';
import { customerSession } from '../../tools/demo-sessions.mjs';
import { unpaidOrder } from '../../tools/demo-order.mjs';
import { Places, routesOf, visitAll, visitPlaces } from '../../tools/every-page.mjs';
import { holdPageTimes, journey, mustBeEmpty } from '../../tools/journey.mjs';

const normal = { name: 'normal', display: { theme: 'light' }, size: phone, axe: 'all', sizes: {} };
const looks = [
  {
    ...normal,
    name: 'elder',
    display: { theme: 'light', elder: true },
    sizes: { elder: true },
  },
  { ...normal, name: 'dark', display: { theme: 'dark' }, axe: 'colours' },
  { ...normal, name: 'English', display: { locale: 'en' }, axe: 'none' },
];

await journey(async ({ browser, base: origin, step }) => {
  const base = `${origin}/h5`;
  const session = await customerSession(origin);
  await unpaidOrder(origin, session);
  const first = await openPage(browser);
  await goReady(first.page, `${base}/`);
  const places = new Places(await routesOf(first.page), '/h5');
  await first.context.close();
  const options = { base, sessionOf: () => session, folder: process.env.DLFP_SCREENSHOTS };

  await step('every page keeps the rules: normal', async () => {
    const known = [...places.found];
    const onLinks = (links, seen_by) => places.learn(links, seen_by);
    mustBeEmpty(
      await visitPlaces(browser, known, { ...options, look: normal, onLinks }),
      'findings',
    );
  });

  await step('every declared page is reached, those with parameters by a link', async () => {
    for (const place of places.found) console.log(`# ${place.name} ${place.address}`);
    console.log(`# ${places.found.length} pages`);
    places.mustBeReached();
  });

  if (process.env.DLFP_TEST_DATABASE === 'postgresql') {
    console.log('# looks and times do not depend on the engine: measured with SQLite alone');
    return;
  }

  for (const look of looks) {
    await step(`every page keeps the rules: ${look.name}`, async () => {
      mustBeEmpty(await visitAll(browser, places.found, { ...options, look }), 'findings');
    });
  }
  // clause: 7.2.3-1, 7.2.3-2
  await step('pages display within the promised times, cold and warm', () =>
    holdPageTimes(browser, {
      base,
      routes: places.found.map((place) => place.address),
      sessionOf: () => session,
    }),
  );
});
