// What the identity endpoints answer, as these pages read it.
export interface SessionReply {
  readonly session_id: string;
  readonly token: string;
  readonly expires_at_us: number;
  readonly idle_max_s: number;
  readonly must_change_password: boolean;
}
export interface CustomerProfile {
  readonly customer_id: string;
  readonly session_id: string;
  readonly masked_name: string;
  readonly masked_mobile: string;
  readonly tier: 'registered' | 'verified';
  readonly display_mode: 'standard' | 'elder';
  readonly has_password: boolean;
  readonly has_payment_pin: boolean;
  readonly is_payment_pin_locked: boolean;
  readonly registered_at_us: number;
  readonly permissions: readonly string[];
}
export interface SessionItem {
  readonly session_id: string;
  readonly is_current: boolean;
  readonly channel: string;
  readonly device_title: string;
  readonly peer_address: string;
  readonly started_at_us: number;
  readonly last_seen_at_us: number;
}
export interface SessionList {
  readonly items: readonly SessionItem[];
}
export type SmsPurpose = 'register_customer' | 'log_in' | 'reset_password';
