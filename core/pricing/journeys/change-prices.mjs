#!/usr/bin/env node
// Prices in a real browser: the manager tries the demonstration's next prices, breaks and mends
// them, compares them with those in force and hands them in; the approver agrees.
import { axeViolations } from '../../../web/tools/axe.mjs';
import { desktop, goReady, openPage } from '../../../web/tools/browser.mjs';
import { staffSessions } from '../../../web/tools/demo-sessions.mjs';
import { journey, mustBeEmpty } from '../../../web/tools/journey.mjs';

const pictures = process.env.DLFP_SCREENSHOTS ?? null;

await journey(async ({ browser, base: origin, step }) => {
  const base = `${origin}/console`;
  const [maker, checker] = (await staffSessions(origin)).filter(({ permissions }) =>
    permissions.includes('pricing.agree'),
  );
  const pricer = await openPage(browser, { size: desktop, session: maker });
  const approver = await openPage(browser, { size: desktop, session: checker });
  const { page } = pricer;
  const found = [];
  const look = async (name) => {
    found.push(...(await axeViolations(page)));
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  };
  const draft = () => page.getByRole('link', { name: '第 2 版' });

  await step('the table shows what is in force and the draft of the next version', async () => {
    await goReady(page, `${base}/pricing/tables`);
    await look('tables');
    await page.getByRole('link', { name: '食堂门前停车场' }).click();
    await page.getByText('执行中').waitFor();
    await draft().waitFor();
    await look('table');
  });

  await step(
    'a price that leaves a gap is named at its place and cannot be handed in',
    async () => {
      await draft().click();
      await page.getByText('没有发现问题').waitFor();
      const night = page.getByLabel('费率项 3', { exact: true }).first();
      await night.getByLabel('时段起').fill('22:00');
      await page.getByRole('button', { name: '保存草稿' }).click();
      await page.getByText('没有费率：停放 60 分钟后，21:00–22:00，每天').first().waitFor();
      if (!(await page.getByRole('button', { name: '提交复核' }).isDisabled()))
        throw new Error('it can be handed in');
      await look('gap');
      await night.getByLabel('时段起').fill('21:00');
      await page.getByRole('button', { name: '保存草稿' }).click();
      await page.getByText('没有发现问题').waitFor();
      await look('editor');
    },
  );

  await step('a trial says what three hours and ten minutes cost, and why', async () => {
    await page.getByRole('tab', { name: '试算' }).click();
    await page.getByRole('button', { name: '试算', exact: true }).click();
    await page.getByText('适用费率组：燃油车').waitFor();
    const total = await page.locator('[data-total]').textContent();
    if (total !== '¥17.50') throw new Error(`it costs ${total}`);
    await look('trial');
  });

  await step('the comparison says what the next version changes', async () => {
    await goReady(page, `${base}/pricing/tables`);
    await page.getByRole('link', { name: '食堂门前停车场' }).click();
    await page.getByRole('link', { name: '对比' }).click();
    await page.getByRole('row', { name: /每周期封顶 ¥30.00 ¥35.00/ }).waitFor();
    await look('comparison');
  });

  await step('the version is handed in and holds when somebody else agreed', async () => {
    await page.goBack();
    await draft().click();
    await page.getByRole('button', { name: '提交复核' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '提交复核' }).click();
    await page.getByText('已提交或批准的版本不能修改').waitFor();
    await goReady(approver.page, `${base}/approval/requests`);
    const row = approver.page.getByRole('row', { name: /食堂门前停车场 v2/ });
    await row.getByRole('button', { name: '查看' }).click();
    await approver.page.getByRole('button', { name: '同意' }).click();
    await row.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('已批准').waitFor();
    await page.getByText('执行中').waitFor();
  });

  await step('no page that was visited has a finding of axe or a problem', () =>
    mustBeEmpty([...found, ...pricer.problems, ...approver.problems], 'findings'),
  );
});
