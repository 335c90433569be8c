#!/usr/bin/env node
// The register in a real browser: the compliance officer looks at the counts, finds a clause that
// no program can prove and hands in an attachment; it counts when the approver agreed, not before.
import { axeViolations } from '../../../web/tools/axe.mjs';
import { desktop, goReady, openPage } from '../../../web/tools/browser.mjs';
import { staffSessions } from '../../../web/tools/demo-sessions.mjs';
import { journey, mustBeEmpty } from '../../../web/tools/journey.mjs';

const clause_id = '8.3.3-a';

await journey(async ({ browser, base: origin, step }) => {
  const base = `${origin}/console`;
  const sessions = await staffSessions(origin);
  const of = (permission) => sessions.find((one) => one.permissions.includes(permission));
  const officer = await openPage(browser, {
    size: desktop,
    session: of('conformance.maintain_register'),
  });
  const checker = await openPage(browser, {
    size: desktop,
    session: sessions.find(
      ({ permissions }) =>
        permissions.includes('conformance.agree_to_register') &&
        permissions.includes('approval.decide_approvals'),
    ),
  });
  const { page } = officer;
  const found = [];
  const stateTag = () => page.locator('.conformance-tags .status-tag').first();

  await step('the counts of all states add up to the 591 clauses of the standard', async () => {
    await goReady(page, `${base}/conformance`);
    const counts = await page.locator('.conformance-tile strong').allTextContents();
    const total = counts.reduce((sum, text) => sum + Number(text), 0);
    if (counts.length !== 6 || total !== 591) throw new Error(`${counts.join(' + ')} = ${total}`);
    found.push(...(await axeViolations(page)));
  });

  await step('probes are read at a press and a reading shows on its clause', async () => {
    await page.getByRole('button', { name: '立即测量' }).click();
    await page.getByText(/已读取 \d+ 项/).waitFor();
    await goReady(page, `${base}/conformance/clauses/5_3_2-b-2_4`);
    await page.getByText('在用的短信验证码有效期').waitFor();
    await page.getByText('60 秒').waitFor();
    found.push(...(await axeViolations(page)));
  });

  await step('a clause is found by its words and has no evidence yet', async () => {
    await goReady(page, `${base}/conformance/clauses`);
    await page.getByRole('textbox', { name: '查找编号或内容' }).fill(clause_id);
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.getByRole('link', { name: clause_id, exact: true }).click();
    await stateTag().waitFor();
    const state = await stateTag().textContent();
    if (!state.includes('尚无')) throw new Error(`the clause is ${state}`);
  });

  await step('an attachment is handed in and does not count yet', async () => {
    await page.getByRole('button', { name: '提交附件佐证' }).click();
    await page.getByRole('textbox', { name: /^说明/ }).fill('客服开场白培训记录，全员签到并考核');
    await page.locator('input[type="file"]').setInputFiles({
      name: 'training.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 training'),
    });
    await page.getByRole('button', { name: '提交复核' }).click();
    await page.getByText('待复核').first().waitFor();
    if (!(await stateTag().textContent()).includes('尚无')) throw new Error('it counts already');
    found.push(...(await axeViolations(page)));
  });

  await step('a second person agrees, and the clause is evidenced by it', async () => {
    await goReady(checker.page, `${base}/approval/requests`);
    const row = checker.page.getByRole('row', { name: `条款附件佐证 条款 ${clause_id}` });
    await row.getByRole('button', { name: '查看' }).click();
    await checker.page.getByRole('button', { name: '同意' }).click();
    await row.waitFor({ state: 'detached' });
    await goReady(page, `${base}/conformance/clauses/${clause_id.replaceAll('.', '_')}`);
    await page.getByText('已确认').first().waitFor();
    if (!(await stateTag().textContent()).includes('附件双人佐证'))
      throw new Error('it does not count');
  });

  await step('no page that was visited has a finding of axe or a problem', () =>
    mustBeEmpty([...found, ...officer.problems, ...checker.problems], 'findings'),
  );
});
