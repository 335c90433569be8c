// Pages of the part `books`.
import type { Part } from './part.ts';

const books: Part = {
  id: 'books',
  routes: [],
  menu: [],
  words: {
    zh: () => import('../words/books.zh.ts'),
    en: () => import('../words/books.en.ts'),
  },
};
export default books;
