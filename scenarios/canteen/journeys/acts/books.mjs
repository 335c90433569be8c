// The books of a day that is over: closed by hand, settled with its fee, and compared.
import { must } from './joining.mjs';
import { look, visit } from './pages.mjs';
import { chinaDay, refusalOf } from './platform.mjs';

const yuan = (fen) => (fen / 100).toFixed(2);

/** Yesterday; shortly after midnight its night meal still runs, then it is the day before. */
async function lastDayThatIsOver(api) {
  for (const day of [chinaDay(-1), chinaDay(-2)]) {
    const review = await api.get(`/staff/canteen/days/${day}`);
    if (review.obstacle === '') return { day, review };
  }
  throw new Error('no day of the demonstration can be closed');
}

function mustAddUp(review) {
  must(review.charged_fen > 0, JSON.stringify(review));
  mustHaveNone(review.differences);
  const trade = review.charged_fen - review.for_other_days_fen + review.paid_other_days_fen;
  must(review.trade_fen === trade, JSON.stringify(review));
}

function mustHaveNone(differences) {
  must(differences.length === 0, JSON.stringify(differences));
}

/** Closes it on the page of the day; what the page then shows adds up to what was charged. */
export async function closeLastDay(in_charge, base, found) {
  const { api, page } = in_charge;
  const { day, review } = await lastDayThatIsOver(api);
  mustAddUp(review);
  await visit(in_charge, `${base}/console/canteen/days/${day}`, found, 'console-day-before');
  await page.getByText('餐厅、支付、账务三方一致').waitFor();
  await page.getByRole('button', { name: '日结', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '日结', exact: true }).click();
  await page.getByText('结算给商户').waitFor();
  await look(in_charge, found, 'console-day-closed');
  const { closed } = await api.get(`/staff/canteen/days/${day}`);
  must(closed.fee_fen > 0 && closed.ledger_difference_fen === 0, JSON.stringify(closed));
  const kept = closed.charged_fen - closed.refunded_fen;
  must(closed.settled_fen + closed.fee_fen === kept, JSON.stringify(closed));
  must(closed.charged_fen === review.charged_fen, JSON.stringify(closed));
  for (const fen of [closed.trade_fen, closed.charged_fen, closed.fee_fen, closed.settled_fen])
    await page.getByText(yuan(fen)).first().waitFor();
  await visit(in_charge, `${base}/console/canteen/days`, found, 'console-days');
  await page.getByRole('row', { name: new RegExp(`${day}.*已日结`) }).waitFor();
  return { day, closed };
}

/** What moved since that day, in agreement everywhere; two days when midnight passed meanwhile. */
export async function reviewDaysSince(first_day, { api }) {
  const sums = { charged_fen: 0, refunded_fen: 0 };
  for (const day of new Set([first_day, chinaDay()])) {
    const review = await api.get(`/staff/canteen/days/${day}`);
    mustHaveNone(review.differences);
    sums.charged_fen += review.charged_fen;
    sums.refunded_fen += review.refunded_fen;
  }
  return sums;
}

/** What a day's page and the platform say while the day still trades. */
export async function tryToCloseToday(in_charge, base, found) {
  const today = chinaDay();
  await visit(in_charge, `${base}/console/canteen/days/${today}`, found, 'console-day-open');
  await in_charge.page.getByText('之后可以日结').waitFor();
  const refused = await refusalOf(
    in_charge.api.post(`/staff/canteen/days/${today}/closing`, { mode: 'regular' }),
  );
  must(refused.includes('canteen.day_still_open'), `closing answered ${refused}`);
}
