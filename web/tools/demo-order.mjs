// An order of the demo customer that waits for its payment: what the cashier's page is about.
import { request } from 'playwright-core';

const answered = async (reply) => {
  if (!reply.ok()) throw new Error(`${reply.url()}: ${reply.status()} ${await reply.text()}`);
  return reply.json();
};

/** Orders one dish of the last meal that is on the menus; answers the order. */
export async function unpaidOrder(base, session) {
  const headers = { Authorization: `Bearer ${session.token}` };
  const api = await request.newContext({ baseURL: base, ignoreHTTPSErrors: true });
  const ask = async (path, params) =>
    answered(await api.get(`/api/canteen/${path}`, { headers, params }));
  const tell = async (path, data) => {
    const key = `journey-${Math.random().toString(36).slice(2)}-order`;
    const own = { ...headers, 'Idempotency-Key': key };
    return answered(await api.post(`/api/canteen/${path}`, { headers: own, data }));
  };
  try {
    const { items: meals } = await ask('order-meals');
    for (const { period_id, day } of meals.reverse()) {
      const menu = await ask('order-menu', { period_id, day });
      const dish = menu.items.find((one) => one.price_fen !== null && one.stock_left !== 0);
      if (!dish || menu.meals_left === 0) continue;
      const lines = [{ menu_item_id: dish.menu_item_id, quantity: 1 }];
      const { total_fen } = await tell('order-quotes', { lines });
      return await tell('orders', { lines, expected_total_fen: total_fen, note: '' });
    }
    throw new Error('nothing can be ordered');
  } finally {
    await api.dispose();
  }
}
