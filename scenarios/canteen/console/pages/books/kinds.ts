// The kinds of report in the order in which they are offered.
import type { Schemas } from '@dlfp/api-client';

export const kinds = [
  'days',
  'outlets',
  'areas',
  'categories',
  'dishes',
  'diners',
  'tenders',
  'subsidies',
  'refunds',
  'terminals',
  'arrears',
] as const;
export type Kind = (typeof kinds)[number];

/** Whether outlet, counter and meal narrow the report; money that moved knows no place. */
export function knowsPlaces(kind: Kind): boolean {
  return !['tenders', 'subsidies', 'refunds', 'arrears'].includes(kind);
}

export type ClosedDay = Schemas['CanteenClosedDay'];
export type DayReview = Schemas['CanteenDayReview'];
