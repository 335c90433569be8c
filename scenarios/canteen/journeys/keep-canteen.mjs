#!/usr/bin/env node
// What a canteen needs before it can trade, kept by its manager on the console's pages; and a
// customer whose bank does not answer. Clauses 3.1.3-1, -3, -4, -8.
import { desktop, openPage } from '../../../web/tools/browser.mjs';
import { journey, mustBeEmpty } from '../../../web/tools/journey.mjs';
import {
  openAccount,
  proveName,
  register,
  setPin,
  topUpWithoutAnswer,
  zhao,
} from './acts/customer.mjs';
import {
  keepDiner,
  keepDish,
  keepMenu,
  keepPlaces,
  keepPrices,
  keepStaff,
  keepSubsidy,
} from './acts/keeping.mjs';
import { customerWithPhone, staffAtDesk } from './acts/pages.mjs';

const found = [];

await journey(async ({ browser, base, step }) => {
  const clerk = await staffAtDesk(browser, base, 'bank.operator');
  const in_charge = await staffAtDesk(browser, base, 'canteen.manager');
  const approver = await staffAtDesk(browser, base, 'canteen.approver');
  const customer = { ...(await customerWithPhone(browser, base)), person: zhao };
  const beginner = await openPage(browser, { size: desktop });

  // clause: 3.1.3-1
  await step('the manager adds a serving area and a meal time (3.1.3-1)', () =>
    keepPlaces(in_charge, base, found),
  );
  // clause: 3.1.3-1
  await step('a dish with its allergens is added (3.1.3-1)', () =>
    keepDish(in_charge, base, found),
  );
  // clause: 3.1.3-10
  await step('the dish reaches visitors when the menu is published, not before (3.1.3-10)', () =>
    keepMenu(in_charge, customer, base, found),
  );
  // clause: 3.1.3-1
  await step('a price class and its price are set (3.1.3-1)', () =>
    keepPrices(in_charge, base, found),
  );
  // clause: 3.1.3-8
  await step('a workbook brings a diner of that class (3.1.3-8)', () =>
    keepDiner(in_charge, base, found),
  );
  // clause: 3.1.3-3
  await step('a subsidy is granted when somebody else agreed (3.1.3-3)', () =>
    keepSubsidy(in_charge, approver, base, found),
  );
  await step('a new cashier gets the role from two people, and a password once', () =>
    keepStaff(in_charge, approver, beginner, { base, found }),
  );
  await step(
    'a customer of a bank that does not answer registers and opens an account',
    async () => {
      await register(customer, clerk, base, found);
      await proveName(customer, base, found);
      await setPin(customer, base, found);
      await openAccount(customer, base, found);
    },
  );
  await step('a lost answer of the bank stays unknown until an inquiry finds the money', () =>
    topUpWithoutAnswer(customer, base, found),
  );
  await step('no page that was visited has a finding of axe', () => mustBeEmpty(found, 'findings'));
  await step('nothing went wrong on any page', () =>
    mustBeEmpty(
      [clerk, in_charge, approver, customer, beginner].flatMap((held) => held.problems),
      'problems',
    ),
  );
});
