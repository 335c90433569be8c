#!/usr/bin/env node
// What a customer does in the shell around the modules, step by step: sign in, find a function,
// keep favourites, read messages, change the language, and pay with the keyboard alone.
// clause: 8.2.4-d.2, 9.1.3-g
import { goReady, openPage } from '../../tools/browser.mjs';
import { axeViolations } from '../../tools/axe.mjs';
import { unpaidOrder } from '../../tools/demo-order.mjs';
import { customers, customerSession } from '../../tools/demo-sessions.mjs';
import { journey, mustBeEmpty } from '../../tools/journey.mjs';

const demo_pin = '284913';
const expected = (condition, what) => {
  if (!condition) throw new Error(what);
};

/** What a screen reader says of the element that has the focus: its name, or its words. */
const focusedName = (page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    const label = one.labels?.[0]?.textContent ?? '';
    return (one.getAttribute('aria-label') ?? (label || one.textContent)).trim();
  });

async function tabTo(page, wanted, presses_max = 80) {
  const seen = [];
  for (let press = 0; press < presses_max; press++) {
    await page.keyboard.press('Tab');
    const name = await focusedName(page);
    if (wanted.test(name)) return;
    seen.push(name);
  }
  throw new Error(`${wanted} is not reached by Tab, but ${JSON.stringify(seen)}`);
}

async function signInByKeyboard(page, base) {
  await goReady(page, `${base}/login`);
  await tabTo(page, /手机号/);
  await page.keyboard.type(customers.verified.mobile);
  await tabTo(page, /^登录密码/);
  await page.keyboard.type(customers.verified.password);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => sessionStorage.getItem('dlfp.session.h5') !== null);
}

/** Waits until the tab's number is that of the rows which say that they are unread. */
const tabAgrees = (page, rows) =>
  page.waitForFunction(
    (count) => {
      const unread = [...document.querySelectorAll('.list-row')].filter((row) =>
        row.textContent.includes('未读'),
      );
      const shown = document.querySelector('.tab-bar-count')?.textContent?.trim() ?? '0';
      return unread.length === count && shown === String(count);
    },
    rows,
    { timeout: 15_000 },
  );

await journey(async ({ browser, base: origin, step }) => {
  const base = `${origin}/h5`;
  const { context, page, problems } = await openPage(browser);

  await step('the keyboard alone signs in', () => signInByKeyboard(page, base));

  await step(
    'the function list holds every entry, each with a name and a way to star it',
    async () => {
      await goReady(page, `${base}/functions`);
      const rows = await page.locator('.functions-row').count();
      const links = await page.locator('.functions-row a[href]').count();
      const stars = page.locator('.functions-row').getByRole('button', { name: /加入常用$/ });
      expected(
        rows >= 15 && links === rows && (await stars.count()) === rows,
        `${rows} rows, ${links} links, ${await stars.count()} stars`,
      );
      for (const name of ['付款码', '我的账户', '消息中心', '食堂菜单', '餐厅钱包'])
        await page.getByRole('link', { name, exact: false }).first().waitFor();
      mustBeEmpty(await axeViolations(page), 'findings');
    },
  );

  for (const [typed, wanted] of [
    ['付款码', '付款码'],
    ['fukuanma', '付款码'],
    ['fkm', '付款码'],
    ['fukaunma', '付款码'],
    ['付款吗', '付款码'],
    ['xiaoxi', '消息中心'],
    ['stcd', '食堂菜单'],
    ['shitangcaidan', '食堂菜单'],
    ['shitangcaidna', '食堂菜单'],
  ])
    await step(`“${typed}” finds ${wanted} first`, async () => {
      await goReady(page, `${base}/search`);
      await page.getByRole('searchbox').fill(typed);
      const first = page.locator('.search-page .list-row-title').first();
      await first.filter({ hasText: new RegExp(`^${wanted}$`) }).waitFor();
    });

  await step('a function that was found opens by keyboard', async () => {
    await goReady(page, `${base}/search`);
    await page.getByRole('searchbox').fill('xxzx');
    await page.locator('.search-page .list-row-title', { hasText: '消息中心' }).waitFor();
    await page.getByRole('searchbox').focus();
    await tabTo(page, /^消息中心/);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${base}/messages`);
  });

  await step('favourites are starred and stay after signing out and in again', async () => {
    await goReady(page, `${base}/functions`);
    for (const name of ['小额免密', '用餐设置']) {
      const row = page.locator('.functions-row', { hasText: name });
      await row.getByRole('button').click();
      expected(
        (await row.getByRole('button').getAttribute('aria-pressed')) === 'true',
        `${name} is not starred`,
      );
    }
    await goReady(page, `${base}/settings`);
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForFunction(() => sessionStorage.getItem('dlfp.session.h5') === null);
    await goReady(page, `${base}/functions`);
    expected(
      (await page.locator('.functions-star[aria-pressed="true"]').count()) === 0,
      'a guest sees the customer’s stars',
    );
    await signInByKeyboard(page, base);
    await goReady(page, `${base}/`);
    for (const name of ['小额免密', '用餐设置'])
      await page.getByRole('link', { name }).first().waitFor();
  });

  await step('a message that was opened is read, and stays so', async () => {
    await goReady(page, `${base}/messages`);
    const unread = page.locator('.list-row', { hasText: '未读' });
    const before = await unread.count();
    expected(before >= 2, `${before} unread messages in the demo data`);
    await tabAgrees(page, before);
    await unread.first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabAgrees(page, before - 1);
    await goReady(page, `${base}/messages`);
    await tabAgrees(page, before - 1);
    await page.getByRole('button', { name: '全部已读' }).click();
    await unread.first().waitFor({ state: 'detached' });
    await tabAgrees(page, 0);
    const counted = page.waitForResponse(/\/api\/notices\/unread/);
    await goReady(page, `${base}/messages`);
    await counted;
    await tabAgrees(page, 0);
  });

  await step('the account page tells balance and number, the number masked', async () => {
    await goReady(page, `${base}/account`);
    await page.locator('[data-fen]').first().waitFor();
    const text = await page.locator('main').innerText();
    expected(/\*{4,}\d{4}/.test(text), 'no masked number');
    expected(!/\d{12,}/.test(text), 'a whole number is shown');
  });

  await step('the language changes at once, on the pages too, and back', async () => {
    await goReady(page, `${base}/account`);
    await goReady(page, `${base}/settings`);
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    expected((await page.getAttribute('html', 'lang')) === 'en', 'the page says another language');
    await goReady(page, `${base}/account`);
    await page.getByRole('heading', { level: 1, name: /account/i }).waitFor();
    await goReady(page, `${base}/settings`);
    await page.getByRole('radio', { name: '中文' }).check();
    await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
  });

  await step('a whole payment goes by keyboard, and its outcome is said', async () => {
    const order = await unpaidOrder(origin, await customerSession(origin));
    await goReady(page, `${base}/payment/${order.payment_id}`);
    await tabTo(page, /^支付/);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /密码/ });
    await dialog.waitFor();
    mustBeEmpty(await axeViolations(page), 'findings in the dialog');
    const group = dialog.getByRole('group', { name: '请输入支付密码' });
    expected(
      await group.evaluate((one) => one === document.activeElement),
      'the focus is not on the digits',
    );
    await page.keyboard.type(demo_pin.slice(0, 2));
    await dialog.getByRole('status').filter({ hasText: '已输入 2 位' }).waitFor({
      state: 'attached',
    });
    await page.keyboard.type(demo_pin.slice(2));
    await page.getByText('支付成功').first().waitFor();
    await tabTo(page, /回单/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/receipt$/);
    await page.locator('[data-ready] [data-fen]').first().waitFor();
  });

  await step('nothing went wrong meanwhile, and the policy was kept', async () => {
    mustBeEmpty(problems, 'problems');
  });
  await context.close();
});
