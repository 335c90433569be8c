// The states of a payment: which staff look for, and how they look.
import type { Schemas } from '@dlfp/api-client';

type PaymentState = Schemas['PaymentPaymentView']['state'];

export const states = [
  'created',
  'charged',
  'refunding',
  'refunded_partly',
  'refunded',
  'closed',
] as const satisfies readonly PaymentState[];

export const state_tones = {
  created: 'warn',
  unknown: 'warn',
  charged: 'good',
  closed: 'plain',
  refunding: 'note',
  refunded_partly: 'note',
  refunded: 'note',
} as const satisfies Record<PaymentState, string>;
