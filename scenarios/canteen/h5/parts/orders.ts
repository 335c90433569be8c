// Pages of the part `orders`.
import type { Part } from './part.ts';

const orders: Part = {
  id: 'orders',
  routes: [],
  entries: [],
  words: {
    zh: () => import('../words/orders.zh.ts'),
    en: () => import('../words/orders.en.ts'),
  },
};
export default orders;
