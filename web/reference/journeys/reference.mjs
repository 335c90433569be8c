#!/usr/bin/env node
// The API reference in a real browser: every operation is there, can be found and read, in both
// languages, on a desk and on a phone.
import { axeViolations, sizeBreaches } from '../../tools/axe.mjs';
import { desktop, goReady, openPage, phone } from '../../tools/browser.mjs';
import { journey, mustBeEmpty } from '../../tools/journey.mjs';

const places = ['', '#payment_refund_payment', '#identity_log_in', '#notice_follow_notices'];
const looks = [
  { size: desktop, display: { theme: 'light' } },
  { size: desktop, display: { theme: 'dark', locale: 'en' } },
  { size: phone, display: { theme: 'light' } },
];

await journey(async ({ browser, base, step }) => {
  const reference = `${base}/reference/`;

  await step('every operation of the document has its place in the list', async () => {
    const { context, page, problems } = await openPage(browser, { size: desktop });
    await goReady(page, reference);
    const document = await (await page.request.get(`${base}/openapi.json`)).json();
    const ids = Object.values(document.paths).flatMap((verbs) =>
      Object.values(verbs).map((operation) => operation.operationId),
    );
    const links = await page
      .locator('nav a[href^="#"]')
      .evaluateAll((list) => list.map((link) => link.getAttribute('href').slice(1)));
    const missing = ids.filter((id) => !links.includes(id));
    mustBeEmpty([...missing, ...problems], 'operations without a place, or errors');
    await context.close();
  });

  await step('a search for 退款 leads to the refund with its failures in words', async () => {
    const { context, page } = await openPage(browser, { size: phone });
    await goReady(page, reference);
    await page.getByRole('searchbox').fill('退款 refunds');
    await page.locator('a[href="#payment_refund_payment"]').click();
    await page.getByRole('heading', { level: 1 }).getByText('退款').waitFor();
    await page.getByRole('rowheader', { name: 'payment.refund_exceeds_charge' }).waitFor();
    await context.close();
  });

  for (const { size, display } of looks) {
    const look = `${size.width} px, ${display.theme}, ${display.locale ?? 'zh'}`;
    await step(`pages have no finding at ${look}`, async () => {
      const { context, page, problems } = await openPage(browser, { size, display });
      const found = [];
      for (const [index, place] of places.entries()) {
        // Another query, because the hash alone would not load the page anew.
        await goReady(page, `${reference}?${index}${place}`);
        for (const violation of await axeViolations(page)) found.push({ place, ...violation });
        const breaches = size === phone ? await sizeBreaches(page) : [];
        for (const breach of breaches) found.push({ place, breach });
      }
      mustBeEmpty([...found, ...problems], 'findings');
      await context.close();
    });
  }
});
