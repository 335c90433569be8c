// The canteen in the console: the table of contents of its parts. Pages, menu and words live in
// `parts/`.
import { defineModule } from '@dlfp/ui';
import books from './parts/books.ts';
import catalogue from './parts/catalogue.ts';
import counter from './parts/counter.ts';
import diners from './parts/diners.ts';
import orders from './parts/orders.ts';
import { joinWords } from './parts/part.ts';

const parts = [orders, counter, catalogue, diners, books];

export default defineModule({
  id: 'canteen',
  title: { zh: '智慧食堂', en: 'Canteen' },
  icon: 'canteen',
  order: 310,
  routes: parts.flatMap((part) => part.routes),
  menu: parts.flatMap((part) => part.menu),
  messages: {
    zh: () => joinWords(parts, 'zh'),
    en: () => joinWords(parts, 'en'),
  },
});
