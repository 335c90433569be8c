#!/usr/bin/env node
// Every page of the console, found by the modules' routes, as the first of the demo staff who may
// see it: axe, no sideways scrolling, no error, English, and the promised times (clause 7.2.3).
// clause: 9.1.3-g
import { desktop, goReady, openPage, phone } from '../../tools/browser.mjs';
import { staffSessions } from '../../tools/demo-sessions.mjs';
import { Places, routesOf, visitAll, visitPlaces } from '../../tools/every-page.mjs';
import { holdPageTimes, journey, mustBeEmpty } from '../../tools/journey.mjs';

const sizes = { control_px: 24 };
const normal = { name: 'normal', display: { theme: 'light' }, size: desktop, axe: 'all', sizes };
const looks = [
  { ...normal, name: 'dark', display: { theme: 'dark' }, axe: 'colours' },
  { ...normal, name: 'phone', size: phone, sizes: {} },
  { ...normal, name: 'English', display: { locale: 'en' }, axe: 'none' },
];

await journey(async ({ browser, base: origin, step }) => {
  const base = `${origin}/console`;
  const sessions = await staffSessions(origin);
  const first = await openPage(browser, { size: desktop });
  await goReady(first.page, `${base}/`);
  const places = new Places(await routesOf(first.page), '/console');
  await first.context.close();
  const may = (session, { needs }) => !needs || session.permissions.includes(needs);
  const maySee = (place) => place.session ?? sessions.find((one) => may(one, place));
  const options = { base, sessionOf: maySee, folder: process.env.DLFP_SCREENSHOTS };

  await step('some of the demo staff may see each page', async () => {
    const nobody = places.found.filter((place) => !maySee(place));
    mustBeEmpty(
      nobody.map((place) => `${place.address} needs ${place.needs}`),
      'pages nobody may see',
    );
  });

  const onLinks = (links, session) => places.learn(links, session);
  await step('every page keeps the rules: normal', async () => {
    const known = [...places.found];
    mustBeEmpty(
      await visitPlaces(browser, known, { ...options, look: normal, onLinks }),
      'findings',
    );
  });

  // What the first of the staff was shown nothing of, another may be: payments of their operator.
  await step('every declared page is reached, those with parameters by a link', async () => {
    const modules = new Set(places.waiting.map((route) => route.name.split('.')[0]));
    for (const session of sessions) {
      const near = places.found.filter(
        (place) => modules.has(place.name.split('.')[0]) && may(session, place),
      );
      const others = near.filter((place) => maySee(place) !== session);
      if (places.waiting.length === 0 || others.length === 0) continue;
      const found = await visitPlaces(
        browser,
        others.map((place) => ({ ...place, session })),
        { ...options, look: normal, onLinks },
      );
      mustBeEmpty(found, 'findings');
    }
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
  await step('pages display within the promised times, cold and warm', () => {
    const byAddress = new Map(places.found.map((place) => [place.address, place]));
    return holdPageTimes(browser, {
      base,
      routes: [...byAddress.keys()],
      sessionOf: (address) => maySee(byAddress.get(address)),
      page: { size: desktop },
    });
  });
});
