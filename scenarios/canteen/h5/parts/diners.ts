// Pages of the part `diners`.
import type { Part } from './part.ts';

const diners: Part = {
  id: 'diners',
  routes: [],
  entries: [],
  words: {
    zh: () => import('../words/diners.zh.ts'),
    en: () => import('../words/diners.en.ts'),
  },
};
export default diners;
