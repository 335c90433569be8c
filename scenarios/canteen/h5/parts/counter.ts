// Pages of the part `counter`.
import type { Part } from './part.ts';

const counter: Part = {
  id: 'counter',
  routes: [],
  entries: [],
  words: {
    zh: () => import('../words/counter.zh.ts'),
    en: () => import('../words/counter.en.ts'),
  },
};
export default counter;
