#!/usr/bin/env node
// The console on a phone: the menu as a drawer by finger and by keyboard, rows as cards, a dialog
// that fits. What holds on every page at this width: every_page.mjs.
// clause: 9.1.3-g
import { goReady, openPage, phone } from '../../tools/browser.mjs';
import { axeViolations } from '../../tools/axe.mjs';
import { staffSessions } from '../../tools/demo-sessions.mjs';
import { journey, mustBeEmpty } from '../../tools/journey.mjs';

const expected = (condition, what) => {
  if (!condition) throw new Error(what);
};

await journey(async ({ browser, base: origin, step }) => {
  const base = `${origin}/console`;
  const session = (await staffSessions(origin)).find((one) =>
    one.permissions.includes('canteen.manage_diners'),
  );
  const { context, page, problems } = await openPage(browser, { size: phone, session });
  await goReady(page, `${base}/canteen/diners`);
  const button = page.getByRole('button', { name: '打开菜单' });
  const drawer = page.getByRole('dialog', { name: '主菜单' });
  const focusedInside = () =>
    page.evaluate(() => document.activeElement.closest('dialog')?.id === 'console-menu');

  await step('the menu is closed, and its button says so', async () => {
    expected((await page.locator('.side-menu').count()) === 0, 'a menu stands beside the page');
    expected((await button.getAttribute('aria-expanded')) === 'false', 'not said to be closed');
  });

  await step('the menu opens on the current page, free of axe’s findings', async () => {
    await button.click();
    await drawer.waitFor();
    const current = await page.evaluate(() => document.activeElement.getAttribute('aria-current'));
    expected(current === 'page', `the focus is on ${current}`);
    mustBeEmpty(await axeViolations(page), 'findings');
  });

  await step('the focus stays in the menu however often Tab is pressed', async () => {
    const links = await drawer.locator('a, button').count();
    for (let press = 0; press < links + 4; press++) {
      await page.keyboard.press('Tab');
      const left = await page.evaluate(() =>
        Boolean(document.activeElement.closest('.console-right')),
      );
      expected(!left, `left the menu with press ${press + 1}`);
    }
  });

  await step('Escape closes it and gives the focus back to its button', async () => {
    await drawer.locator('a').first().focus();
    expected(await focusedInside(), 'the focus is not inside');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expected(
      await button.evaluate((one) => one === document.activeElement),
      'the focus is elsewhere',
    );
  });

  await step('a press beside it closes it', async () => {
    await button.click();
    await drawer.waitFor();
    await page.mouse.click(phone.width - 10, phone.height / 2);
    await drawer.waitFor({ state: 'hidden' });
  });

  await step('choosing a page opens it and closes the menu', async () => {
    await button.click();
    await drawer.getByRole('link', { name: '菜品' }).click();
    await page.getByRole('heading', { level: 1, name: '菜品' }).waitFor();
    await drawer.waitFor({ state: 'hidden' });
  });

  await step('rows are cards that stand one above the other and fit', async () => {
    await page.locator('[data-ready] .record-table tbody tr').nth(1).waitFor();
    const boxes = await page
      .locator('.record-table tbody tr')
      .evaluateAll((rows) => rows.slice(0, 2).map((row) => row.getBoundingClientRect().toJSON()));
    expected(boxes[1].top >= boxes[0].bottom, 'rows lie beside each other');
    expected(boxes[0].right <= phone.width, `a card ends at ${boxes[0].right}`);
    await page.getByRole('table', { name: '菜品' }).getByRole('row').nth(1).waitFor();
  });

  await step('a dialog fits and its foot can be reached', async () => {
    await page.getByRole('button', { name: '新增菜品' }).click();
    const dialog = page.getByRole('dialog', { name: '新增菜品' });
    await dialog.waitFor();
    const box = await dialog.boundingBox();
    expected(box.x >= 0 && box.x + box.width <= phone.width, `from ${box.x}, ${box.width} wide`);
    expected(box.y >= 0 && box.y + box.height <= phone.height, `${box.height} high at ${box.y}`);
    const inner = await dialog
      .locator('.bottom-sheet-body')
      .evaluate((body) => body.scrollWidth - body.clientWidth);
    expected(inner <= 1, `its content is ${inner} px too wide`);
    mustBeEmpty(await axeViolations(page), 'findings');
    await page.keyboard.press('Escape');
  });

  await step('nothing went wrong meanwhile, and the policy was kept', async () => {
    mustBeEmpty(problems, 'problems');
  });
  await context.close();
});
