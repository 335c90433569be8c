// Rows that the specs of these pages share.
import type { Schemas } from '@dlfp/api-client';

type Payment = Schemas['PaymentPaymentView'];
type PaymentLine = Schemas['PaymentPaymentLine'];

export const payment: Payment = {
  payment_id: 'pay_1',
  organisation_id: 'org_1',
  payee_name: '阳光食堂',
  subject: '午餐',
  scene: 'canteen',
  scene_ref: 'meal_1',
  state: 'created',
  amount_fen: 1_580,
  refunded_fen: 0,
  method: null,
  created_at_us: 1_795_406_400_000_000,
  expires_at_us: 1_795_407_300_000_000,
  charged_at_us: null,
  needs_pin: true,
  operation_digest: 'd1',
  tenders: [
    { position: 0, kind: 'subsidy', amount_fen: 1_000, refunded_fen: 0 },
    { position: 1, kind: 'cash_purse', amount_fen: 580, refunded_fen: 0 },
  ],
  refunds: [],
};
export const charged: Payment = {
  ...payment,
  state: 'charged',
  method: 'pin',
  charged_at_us: 1_795_406_500_000_000,
};
export const line: PaymentLine = {
  payment_id: 'pay_1',
  subject: '午餐',
  payee_name: '阳光食堂',
  scene: 'canteen',
  state: 'charged',
  amount_fen: 1_580,
  refunded_fen: 690,
  created_at_us: 1_795_406_400_000_000,
  charged_at_us: 1_795_406_500_000_000,
};
