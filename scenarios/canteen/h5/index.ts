// The canteen in H5: the table of contents of its parts. Pages, entries and words live in `parts/`.
import { defineModule } from '@dlfp/ui';
import books from './parts/books.ts';
import catalogue from './parts/catalogue.ts';
import counter from './parts/counter.ts';
import diners from './parts/diners.ts';
import orders from './parts/orders.ts';
import { joinWords } from './parts/part.ts';

const parts = [catalogue, orders, diners, counter, books];

export default defineModule({
  id: 'canteen',
  title: { zh: '智慧食堂', en: 'Canteen' },
  slogan: {
    zh: '看菜单、订餐、取餐、评价',
    en: 'Menus, orders, pick-up, ratings',
  },
  icon: 'canteen',
  order: 310,
  scenario: true,
  routes: parts.flatMap((part) => part.routes),
  entries: parts.flatMap((part) => part.entries),
  messages: {
    zh: () => joinWords(parts, 'zh'),
    en: () => joinWords(parts, 'en'),
  },
});
