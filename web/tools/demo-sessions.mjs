// Signed-in callers of the demo bank for journeys: one log-in each, shared by all their pages.
import { request } from 'playwright-core';

export const customers = {
  verified: { mobile: '13800138000', password: 'Sunny-Canteen-88' },
  registered: { mobile: '13900139000', password: 'Sunny-Canteen-88' },
};
const staff = [
  'bank.operator',
  'bank.admin',
  'bank.approver',
  'bank.auditor',
  'bank.compliance',
  'canteen.manager',
  'canteen.cashier',
  'canteen.kitchen',
  'canteen.approver',
];
const staff_password = 'Dlfp-Staff-2026';

async function answered(reply) {
  if (!reply.ok()) throw new Error(`${reply.url()}: ${reply.status()} ${await reply.text()}`);
  return reply.json();
}

async function logIn(api, path, body) {
  const key = `journey-${Math.random().toString(36).slice(2)}-login`;
  const reply = await api.post(path, { data: body, headers: { 'Idempotency-Key': key } });
  const { token } = await answered(reply);
  return token;
}

const bearer = (token) => ({ headers: { Authorization: `Bearer ${token}` } });

/** The demo customer of a tier, as openPage's `session` takes it. */
export async function customerSession(base, tier = 'verified') {
  const api = await request.newContext({ baseURL: base, ignoreHTTPSErrors: true });
  try {
    const body = { ...customers[tier], device_title: 'Journey' };
    const token = await logIn(api, '/api/identity/sessions', body);
    const profile = await answered(await api.get('/api/identity/session', bearer(token)));
    return {
      area: 'h5',
      token,
      level: profile.tier,
      subject_id: profile.customer_id,
      display_name: profile.masked_name || profile.masked_mobile,
      permissions: profile.permissions,
    };
  } finally {
    await api.dispose();
  }
}

async function staffSession(api, login_name) {
  const body = { login_name, password: staff_password };
  const token = await logIn(api, '/api/identity/staff-sessions', body);
  const profile = await answered(await api.get('/api/identity/staff-session', bearer(token)));
  return {
    area: 'console',
    token,
    level: 'staff',
    subject_id: profile.staff_id,
    display_name: profile.name,
    permissions: profile.permissions,
    organisation_name: profile.organisation.short_name || profile.organisation.name,
    role_name: profile.roles.join(' '),
  };
}

/** All demo staff; whoever is not in this demo bank fails here, by name. */
export async function staffSessions(base) {
  const api = await request.newContext({ baseURL: base, ignoreHTTPSErrors: true });
  try {
    const sessions = [];
    for (const login_name of staff) sessions.push(await staffSession(api, login_name));
    return sessions;
  } finally {
    await api.dispose();
  }
}
