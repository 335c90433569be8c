// Answers that the specs of these pages share.
export const registered = {
  customer_id: 'cus_1',
  session_id: 'ses_1',
  masked_name: '',
  masked_mobile: '139****5678',
  tier: 'registered',
  display_mode: 'standard',
  has_password: true,
  has_payment_pin: false,
  is_payment_pin_locked: false,
  registered_at_us: 1,
  permissions: ['identity.registered'],
};
export const verified = {
  ...registered,
  masked_name: '*三',
  tier: 'verified',
  permissions: ['identity.registered', 'identity.verified'],
};
export const opened = {
  session_id: 'ses_1',
  token: 'cst_secret',
  expires_at_us: 2,
  idle_max_s: 900,
  must_change_password: false,
};
