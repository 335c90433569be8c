// How the states of a payment and the kinds of tenders look.
import type { Schemas } from '@dlfp/api-client';
import type { IconName } from '@dlfp/ui';

type PaymentState = Schemas['PaymentPaymentView']['state'];
type TenderKind = Schemas['PaymentTenderView']['kind'];

export const state_tones = {
  created: 'warn',
  unknown: 'warn',
  charged: 'good',
  closed: 'plain',
  refunding: 'note',
  refunded_partly: 'note',
  refunded: 'note',
} as const satisfies Record<PaymentState, string>;

export const tender_icons = {
  subsidy: 'gift',
  cash_purse: 'wallet',
  eaccount: 'bank',
  linked_card: 'card',
} as const satisfies Record<TenderKind, IconName>;
