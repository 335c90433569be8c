#!/usr/bin/env node
// The console's frame in a real browser, before anyone has signed in.
import { desktop, goReady, openPage } from '../../tools/browser.mjs';
import { checkPages, journey, mustBeEmpty, pagesOf } from '../../tools/journey.mjs';

await journey(async ({ browser, base: origin, step }) => {
  const base = `${origin}/console`;
  const { context, page, problems } = await openPage(browser, { size: desktop });
  await goReady(page, `${base}/`);
  const paths = (await pagesOf(page))
    .filter((route) => route.audience === 'public')
    .map((route) => route.path);

  await step('whoever has not signed in sees no menu', async () => {
    if ((await page.locator('.side-menu').count()) > 0) throw new Error('there is a menu');
  });

  for (const theme of ['light', 'dark']) {
    await step(`every page before sign-in is free of axe’s findings: ${theme}`, async () => {
      const options = { base, size: desktop, display: { theme }, sizes: false };
      const found = await checkPages(browser, paths, options);
      mustBeEmpty(found, `${found.length} findings on ${paths.length} pages`);
    });
  }

  await step('nothing went wrong meanwhile, and the policy was kept', async () => {
    mustBeEmpty(problems, 'problems');
  });
  await context.close();
});
