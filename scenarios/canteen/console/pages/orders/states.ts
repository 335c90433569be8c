// How the states of an order look.
import type { Schemas } from '@dlfp/api-client';

export type OrderState = Schemas['CanteenOrderView']['state'];

export const order_states: readonly OrderState[] = [
  'unpaid',
  'paid',
  'ready',
  'collected',
  'closed',
  'cancelled',
];
export const state_tones: Readonly<
  Record<OrderState, 'plain' | 'good' | 'warn' | 'danger' | 'note'>
> = {
  unpaid: 'warn',
  paid: 'note',
  ready: 'good',
  collected: 'plain',
  closed: 'plain',
  cancelled: 'danger',
};
