// The values of every switch in the order in which they are offered, and empty lines to start with.
import type { Schemas } from '@dlfp/api-client';

export type RateTable = Schemas['PricingRateTable'];
export type Collection = Schemas['PricingRateLineCollection'];
export type RateLine = Schemas['PricingRateLine'];
export type Finding = Schemas['PricingFinding'];
export type Stay = Schemas['PricingStay'];
export type Step = Schemas['PricingTraceStep'];

export const values = {
  boundary: ['inclusive', 'exclusive'],
  time_unit: ['exact', 'minutes_down', 'minutes_up'],
  rounding: ['up', 'down', 'exact'],
  rounding_scope: ['each_stretch', 'whole_stay', 'last_stretch'],
  band_transition: ['at_edge', 'finish_increment', 'entry_band'],
  after_payment: ['cumulative_difference', 'restart_without_free'],
  overpayment: ['kept', 'returned'],
  prepayment: ['allowed', 'only_at_exit'],
  coupon_time: ['off_front', 'off_end', 'value_of_minutes'],
  coupon_place: ['after_cap', 'before_cap'],
  coupon_combination: ['stack', 'best_of'],
  free_after_pass: ['with_free', 'without_free'],
  missing_entry: ['first_tier', 'call_staff', 'flat_fee'],
  plate_match: ['exact', 'ignore_province'],
  free_rule: ['threshold', 'deducted'],
  free_visits: ['every_visit', 'first_of_day'],
  window: ['visit', 'rolling', 'calendar_day'],
  cap_rule: ['at_most', 'full_window_price'],
  reach: ['one_visit', 'across_visits'],
  after_reset: ['restart_with_free', 'restart_without_free', 'continue_ladder'],
  type: ['flat_rate_tier', 'incrementing_rate', 'flat_rate'],
  day_kinds: ['working_day', 'rest_day', 'holiday'],
  weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  vehicle_classes: ['small', 'large', 'motorcycle', 'special'],
  energies: ['fuel', 'new_energy'],
  memberships: ['visitor', 'resident', 'staff', 'reserved'],
  coupon_kind: ['none', 'time', 'amount', 'percentage', 'free'],
  priced: ['stay', 'missing_entry'],
} as const;
export type Switch = keyof typeof values;
export type Choice<S extends Switch> = (typeof values)[S][number];

/** The choices of a switch with their words. */
export function choicesOf<S extends Switch>(t: (key: string) => string, name: S) {
  return values[name].map((value: Choice<S>) => ({
    value,
    label: t(`pricing.choice.${name}.${value}`),
  }));
}

/** A code that none of the others has. */
function freeCode(prefix: string, taken: readonly { readonly code: string }[]): string {
  let number = taken.length + 1;
  while (taken.some((one) => one.code === `${prefix}_${number}`)) number += 1;
  return `${prefix}_${number}`;
}

export function emptyLine(lines: readonly RateLine[]): RateLine {
  return {
    code: freeCode('line', lines),
    name: '',
    type: 'incrementing_rate',
    duration_start: 0,
    duration_end: null,
    increment_minutes: 60,
    value_fen: 0,
    min_value_fen: null,
    max_value_fen: null,
    usage: { from_minute: 0, until_minute: 1440, day_kinds: [], weekdays: [] },
  };
}

export function emptyCollection(collections: readonly Collection[]): Collection {
  return {
    code: freeCode('group', collections),
    name: '',
    eligibility: {
      priority: Math.max(0, ...collections.map((one) => one.eligibility.priority)) + 1,
      vehicle_classes: [],
      energies: [],
      memberships: [],
      visit_from: 1,
      visit_until: null,
    },
    free_time: { minutes: 0, rule: 'threshold', visits: 'every_visit' },
    window: {
      kind: 'rolling',
      period_minutes: 1440,
      reset_minute: 0,
      rule: 'at_most',
      reach: 'one_visit',
      after_reset: 'restart_without_free',
    },
    min_value_fen: null,
    max_value_fen: null,
    visit_max_value_fen: null,
    lines: [emptyLine([])],
  };
}
