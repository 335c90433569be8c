#!/usr/bin/env node
// The H5 shell in a real browser: the largest text, its search, the elder mode, and what happens
// without a network. What holds on every page: every_page.mjs.
import { goReady, openPage } from '../../tools/browser.mjs';
import { checkPages, journey, mustBeEmpty, pagesOf } from '../../tools/journey.mjs';

const looks = [
  { name: 'elder, largest text', elder: true, display: { theme: 'light', text_scale: 1.4 } },
];

await journey(async ({ browser, base: origin, step }) => {
  const base = `${origin}/h5`;
  const { context, page, problems } = await openPage(browser);
  await goReady(page, `${base}/`);
  const paths = (await pagesOf(page))
    .filter((route) => route.audience === 'public')
    .map((route) => route.path);

  for (const { name, elder, display } of looks) {
    await step(`every public page is free of axe’s findings: ${name}`, async () => {
      const found = await checkPages(browser, paths, { base, elder, display });
      mustBeEmpty(found, `${found.length} findings on ${paths.length} pages`);
    });
  }

  // clause: 8.2.4-d.2
  await step('a search by pinyin leads to the functions', async () => {
    await goReady(page, `${base}/search`);
    await page.getByRole('searchbox').fill('zzzz');
    await page.getByText('没有找到“zzzz”').waitFor();
  });

  // clause: 9.1.3B-a.1
  await step('the elder mode is entered from home and stays after a reload', async () => {
    await goReady(page, `${base}/`);
    await page.getByRole('button', { name: '长辈版' }).click();
    await page.locator('.elder-home').waitFor();
    await page.reload();
    await page.locator('.elder-home').waitFor();
    const size = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    if (size < 18) throw new Error(`main text has ${size} px`);
    await page.getByRole('button', { name: '标准版', exact: true }).click();
  });

  // clause: 9.1.3-g
  await step('the page works by keyboard: the first tabs reach what is seen first', async () => {
    await goReady(page, `${base}/`);
    const names = [];
    for (let press = 0; press < 3; press++) {
      await page.keyboard.press('Tab');
      names.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
    }
    if (!names[0]?.includes('长辈版')) throw new Error(`reached ${JSON.stringify(names)}`);
  });

  await step('a lost network is told and the end of it too', async () => {
    await goReady(page, `${base}/`);
    await context.setOffline(true);
    await page.locator('.app-offline').waitFor();
    await context.setOffline(false);
    await page.locator('.app-offline').waitFor({ state: 'detached' });
  });

  await step('nothing went wrong meanwhile, and the policy was kept', async () => {
    mustBeEmpty(problems, 'problems');
  });
  await context.close();
});
