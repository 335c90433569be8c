// Findings and steps in words: places with the names of the table, times as the reader's language
// writes them.
import { formatMoney, formatTime } from '@dlfp/ui';
import { values, type Collection, type Finding, type RateTable } from './choices.ts';
import type { Step, Switch } from './choices.ts';
import { minuteText } from './minutes.ts';

export type Say = (key: string, slots?: Record<string, unknown>) => string;
export interface Speech {
  readonly say: Say;
  readonly locale: 'zh' | 'en';
}

const fieldKeys: Readonly<Record<string, string>> = {
  'eligibility/priority': 'collection.priority',
  'eligibility/visit_from': 'collection.visit_from',
  'eligibility/visit_until': 'collection.visit_until',
  'free_time/minutes': 'collection.free_minutes',
  'window/period_minutes': 'collection.period_minutes',
  'window/reset_minute': 'collection.reset_minute',
  'eligibility/vehicle_classes': 'collection.vehicle_classes',
  'eligibility/energies': 'collection.energies',
  'eligibility/memberships': 'collection.memberships',
  'free_time/rule': 'collection.free_rule',
  'free_time/visits': 'collection.free_visits',
  'window/kind': 'collection.window',
  'window/rule': 'collection.cap_rule',
  'window/reach': 'collection.reach',
  'window/after_reset': 'collection.after_reset',
  'usage/day_kinds': 'line.day_kinds',
  'usage/weekdays': 'line.weekdays',
  'usage/from_minute': 'line.from_minute',
  'usage/until_minute': 'line.until_minute',
};

/** Places are counted in findings and named by their codes in comparisons. */
function partWords(speech: Speech, kind: 'collection' | 'line', part: string | undefined): string {
  return /^\d+$/.test(part ?? '')
    ? speech.say(`pricing.place.${kind}`, { number: Number(part) + 1 })
    : (part ?? '');
}

/** `/collections/0/lines/1/value_fen` → `费率组 1 › 费率项 2 › 价格（元）`. */
export function placeWords(speech: Speech, place: string): string {
  const parts = place.split('/').slice(1);
  const words: string[] = [];
  let field = 'policy';
  if (parts[0] === 'collections' && parts.length > 1) {
    words.push(partWords(speech, 'collection', parts[1]));
    parts.splice(0, 2);
    field = 'collection';
  }
  if (parts[0] === 'lines' && parts.length > 1) {
    words.push(partWords(speech, 'line', parts[1]));
    parts.splice(0, 2);
    field = 'line';
  }
  if (parts[0] === 'policy') parts.shift();
  const rest = parts.join('/');
  const key = field === 'policy' && rest === 'name' ? 'version.table_name' : keyOf(field, rest);
  if (rest !== '') words.push(speech.say(`pricing.${key}`));
  return words.join(' › ');
}

const whole: Readonly<Record<string, string>> = {
  collections: 'version.collections',
  lines: 'version.lines',
  eligibility: 'collection.priority',
};
const keyOf = (field: string, rest: string) => whole[rest] ?? fieldKeys[rest] ?? `${field}.${rest}`;

/** The switch that a place is about, if it is about one. */
function switchAt(place: string): Switch | null {
  const parts = place.split('/');
  const last = parts.at(-1) ?? '';
  const key = fieldKeys[parts.slice(-2).join('/')] ?? `policy.${last}`;
  const name = key.split('.')[1] ?? '';
  const of_line = last === 'type' ? 'type' : name;
  return of_line in values ? (of_line as Switch) : null;
}

/** A value of a comparison: amounts as money, choices in words, the rest as it is. */
export function valueWords(speech: Speech, place: string, text: string | null | undefined): string {
  if (text === null || text === undefined) return '—';
  if (place.endsWith('_fen')) return formatMoney(Number(text));
  if (/_minute$/.test(place)) return minuteText(Number(text));
  const name = switchAt(place);
  if (name === null) return text;
  const separator = speech.locale === 'en' ? ', ' : '、';
  return text
    .split(' ')
    .map((one) => speech.say(`pricing.choice.${name}.${one}`))
    .join(separator);
}

function daysOf(speech: Speech, finding: Finding): string {
  const all_days = finding.day_kinds.length === 3 && finding.weekdays.length === 7;
  if (all_days || finding.day_kinds.length === 0) return speech.say('pricing.finding.every_day');
  const kinds = finding.day_kinds.map((kind) => speech.say(`pricing.choice.day_kinds.${kind}`));
  const some_weekdays = finding.weekdays.length > 0 && finding.weekdays.length < 5;
  const weekdays = finding.weekdays.map((day) => speech.say(`pricing.choice.weekdays.${day}`));
  const separator = speech.locale === 'en' ? ', ' : '、';
  return [...kinds, ...(some_weekdays ? weekdays : [])].join(separator);
}

export function findingWords(speech: Speech, finding: Finding): string {
  const from = finding.duration_start ?? 0;
  const until = finding.duration_end;
  const ladder =
    until === null || until === undefined
      ? speech.say('pricing.finding.ladder_from', { from })
      : speech.say('pricing.finding.ladder_between', { from, until });
  return speech.say(`pricing.finding.${finding.kind}`, {
    ladder,
    hours: `${minuteText(finding.from_minute ?? 0)}–${minuteText(finding.until_minute ?? 1440)}`,
    days: daysOf(speech, finding),
    other: placeWords(speech, finding.other_place),
  });
}

export interface StepWords {
  readonly text: string;
  readonly amount_fen: number;
  /** How often it counts. */
  readonly occurrences: number;
  readonly is_window: boolean;
}

const per_line = new Set(['stretch', 'counted', 'together', 'line_bound']);

/** The steps of a price by the names of the table; `coupon_names` in the order of the stay. */
export function stepWords(
  speech: Speech,
  table: RateTable,
  steps: readonly Step[],
  coupon_names: readonly string[],
): StepWords[] {
  let collection: Collection | undefined;
  return steps.map((step) => {
    if (step.kind === 'collection') collection = table.collections[step.place];
    const line = per_line.has(step.kind) ? collection?.lines[step.place] : undefined;
    const name = line
      ? line.name || line.code
      : step.kind === 'coupon'
        ? (coupon_names[step.place] ?? '')
        : (collection?.name ?? '');
    const text = speech.say(`pricing.step.${step.kind}`, {
      name,
      from: formatTime(step.from_us, 'minute', speech.locale),
      until: formatTime(step.until_us, 'minute', speech.locale),
      minutes: Math.round(step.until_us / 60_000_000),
    });
    const is_unit = line?.type === 'incrementing_rate' && step.units > 0;
    const units = is_unit ? ` · ${speech.say('pricing.step.units', { units: step.units })}` : '';
    return {
      text: text + units,
      amount_fen: step.amount_fen,
      occurrences: step.occurrences,
      is_window: step.kind === 'window',
    };
  });
}
