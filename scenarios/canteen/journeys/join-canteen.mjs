#!/usr/bin/env node
// A customer joins a canteen on a fresh platform with its demo bank: registers, proves the name,
// opens an account, is found in the list that the manager imported, and fills the purse. Clauses
// 3.1.3-7, -8, -10 to -14 (but for the meal itself).
import { goReady } from '../../../web/tools/browser.mjs';
import { journey, mustBeEmpty } from '../../../web/tools/journey.mjs';
import { bindRefused, openAccount, proveName, register, setPin, topUp } from './acts/customer.mjs';
import {
  findOwnRecord,
  importMendedList,
  importOnPage,
  linkAndFillPurse,
  logInByCode,
  must,
  wang,
} from './acts/joining.mjs';
import { readWeek } from './acts/meals.mjs';
import { customerWithPhone, field, staffAtDesk, visit } from './acts/pages.mjs';
import { refusalOf } from './acts/platform.mjs';

const found = [];

await journey(async ({ browser, base, step }) => {
  const clerk = await staffAtDesk(browser, base, 'bank.operator');
  const in_charge = await staffAtDesk(browser, base, 'canteen.manager');
  const customer = await customerWithPhone(browser, base);
  const imported = await customerWithPhone(browser, base);

  // clause: 3.1.3-10
  await step('a visitor reads the week’s menu before registering, with allergens', () =>
    readWeek(customer, base, found),
  );
  // clause: 3.1.3-7
  await step('a customer registers with the code of the sandbox’s short message (3.1.3-7)', () =>
    register(customer, clerk, base, found),
  );
  // clause: 3.1.3-10, 3.1.3-11, 3.1.3-14
  await step(
    'a registered customer gives feedback and may not order (3.1.3-10, -11, -14)',
    async () => {
      const registered = await customer.signedIn();
      await visit(customer, `${base}/h5/canteen/feedback`, found);
      await field(customer.page, '您的意见').fill('希望多一些清淡的菜');
      await customer.page.getByRole('button', { name: '提交' }).click();
      await customer.page.getByText('希望多一些清淡的菜').first().waitFor();
      const refused = await refusalOf(registered.get('/canteen/order-meals'));
      must(refused.includes(' 403 '), `ordering answered ${refused}`);
    },
  );
  // clause: 3.1.3-11
  await step('the manager’s reply reaches the customer (3.1.3-11)', async () => {
    const { items } = await in_charge.api.get('/staff/canteen/feedback');
    const said = items.find((one) => one.words === '希望多一些清淡的菜');
    await in_charge.api.post(`/staff/canteen/feedback/${said.feedback_id}/reply`, {
      reply: '明天起增加两道清蒸菜',
    });
    await goReady(customer.page, `${base}/h5/canteen/feedback`);
    await customer.page.getByText('明天起增加两道清蒸菜').waitFor();
  });
  // clause (simulated): 3.1.3-12
  await step('a wrong name is refused, the right one is proven (3.1.3-12)', () =>
    proveName(customer, base, found),
  );
  await step('the payment password is set', () => setPin(customer, base, found));
  // clause (simulated): 3.1.3-13, 5.3-2
  await step(
    'a wrong reserved number is refused, the right one opens a class-II account (3.1.3-13)',
    () => openAccount(customer, base, found),
  );
  await step('money comes from the bound account', () => topUp(customer, base, found));
  // clause: 3.1.3-8
  await step('the manager imports a GBK list; the bad row is in the error file (3.1.3-8)', () =>
    importOnPage(in_charge, base, found),
  );
  // clause: 3.1.3-8
  await step('the mended list in UTF-8 adds what was wrong and changes nothing else', () =>
    importMendedList(in_charge),
  );
  // clause: 3.1.3-14
  await step('the customer finds the canteen’s record and tops the purse up (3.1.3-14)', () =>
    linkAndFillPurse(customer, base, found),
  );
  // clause: 3.1.3-8
  await step('somebody of the list logs in with a code alone and proves the name (3.1.3-8)', () =>
    logInByCode(imported, clerk, base, found),
  );
  // clause (simulated): 3.1.3-13
  await step('a frozen bank account is not bound (3.1.3-13)', () =>
    bindRefused(imported, base, found, { ...wang, words: '这个账户已被冻结' }),
  );
  await step('finding the record from the empty order page, its class, purse and menu', () =>
    findOwnRecord(imported, base, found),
  );
  await step('no page that was visited has a finding of axe', () => mustBeEmpty(found, 'findings'));
  await step('nothing went wrong on any page', () =>
    mustBeEmpty(
      [clerk, in_charge, customer, imported].flatMap((held) => held.problems),
      'problems',
    ),
  );
});
