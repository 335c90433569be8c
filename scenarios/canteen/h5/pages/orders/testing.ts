// Rows that the specs of these pages share.
import type { Schemas } from '@dlfp/api-client';

export const now_us = 1_795_392_000_000_000; // 08:00 in China, 2026-11-23
const hour_us = 3_600_000_000;

export const meal: Schemas['CanteenMealView'] = {
  outlet_id: 'out_1',
  outlet_name: '一号餐厅',
  pick_up_note: '一楼取餐口',
  period_id: 'mpe_1',
  period_name: '午餐',
  day: '2026-11-23',
  ordering_ends_at_us: now_us + 2 * hour_us,
  starts_at_us: now_us + 3 * hour_us,
  ends_at_us: now_us + 5 * hour_us,
};

export const tofu: Schemas['CanteenOrderableDish'] = {
  menu_item_id: 'mit_1',
  dish_id: 'dsh_1',
  dish_name: '麻婆豆腐',
  description: '',
  area_name: '小炒窗口',
  price_fen: 690,
  is_set_meal: false,
  stock_left: null,
  energy_kj: 1200,
  allergens: ['peanut', 'soy'],
  avoided: ['peanut'],
};
export const fish: Schemas['CanteenOrderableDish'] = {
  ...tofu,
  menu_item_id: 'mit_2',
  dish_id: 'dsh_2',
  dish_name: '清蒸鲈鱼',
  price_fen: 1200,
  stock_left: 0,
  allergens: ['fish'],
  avoided: [],
};
export const menu = {
  meal,
  server_now_us: now_us,
  price_class_name: '职工',
  meals_left: null,
  items: [tofu, fish],
};

export const line: Schemas['CanteenOrderLineView'] = {
  line: 1,
  menu_item_id: 'mit_1',
  dish_id: 'dsh_1',
  dish_name: '麻婆豆腐',
  quantity: 2,
  unit_price_fen: 690,
  amount_fen: 1380,
  cancelled_quantity: 0,
  refunded_fen: 0,
  is_set_meal: false,
};
export const paid: Schemas['CanteenOrderView'] = {
  order_id: 'ord_1',
  meal,
  state: 'paid',
  pick_up_number: 27,
  total_fen: 1380,
  refunded_fen: 0,
  refund_waiting_fen: 0,
  note: '',
  payment_id: 'pay_1',
  payment_expires_at_us: now_us + hour_us / 4,
  created_at_us: now_us,
  paid_at_us: now_us,
  picked_up_at_us: null,
  server_now_us: now_us,
  customer_masked_name: '*三',
  lines: [line],
  tenders: [
    { position: 0, kind: 'subsidy', amount_fen: 1000, refunded_fen: 0 },
    { position: 1, kind: 'cash_purse', amount_fen: 380, refunded_fen: 0 },
  ],
  refunds: [],
};
