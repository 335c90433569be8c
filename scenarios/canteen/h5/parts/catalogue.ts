// Pages of the part `catalogue`.
import type { Part } from './part.ts';

const catalogue: Part = {
  id: 'catalogue',
  routes: [],
  entries: [],
  words: {
    zh: () => import('../words/catalogue.zh.ts'),
    en: () => import('../words/catalogue.en.ts'),
  },
};
export default catalogue;
