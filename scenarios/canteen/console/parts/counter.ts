// Pages of the part `counter`.
import type { Part } from './part.ts';

const counter: Part = {
  id: 'counter',
  routes: [
    {
      path: '/canteen/counter',
      name: 'canteen.counter_desk',
      component: () => import('../pages/counter/DeskPage.vue'),
      meta: {
        needs: 'canteen.sell_at_counter',
        title: { zh: '窗口收银', en: 'Counter' },
      },
    },
    {
      path: '/canteen/counter-sales',
      name: 'canteen.counter_sales',
      component: () => import('../pages/counter/SalesPage.vue'),
      meta: { needs: 'canteen.view', title: { zh: '窗口流水', en: 'Counter sales' } },
    },
    {
      path: '/canteen/terminals',
      name: 'canteen.terminals',
      component: () => import('../pages/counter/TerminalsPage.vue'),
      meta: { needs: 'canteen.view', title: { zh: '终端', en: 'Terminals' } },
    },
    {
      path: '/canteen/offline-batches',
      name: 'canteen.offline_batches',
      component: () => import('../pages/counter/BatchesPage.vue'),
      meta: { needs: 'canteen.view', title: { zh: '离线批次', en: 'Offline batches' } },
    },
  ],
  menu: [
    {
      title: { zh: '窗口收银', en: 'Counter' },
      route: 'canteen.counter_desk',
      icon: 'scan',
      needs: 'canteen.sell_at_counter',
    },
    {
      title: { zh: '窗口流水', en: 'Counter sales' },
      route: 'canteen.counter_sales',
      icon: 'receipt',
      needs: 'canteen.view',
    },
    {
      title: { zh: '终端', en: 'Terminals' },
      route: 'canteen.terminals',
      icon: 'terminal',
      needs: 'canteen.view',
    },
    {
      title: { zh: '离线批次', en: 'Offline batches' },
      route: 'canteen.offline_batches',
      icon: 'box',
      needs: 'canteen.view',
    },
  ],
  words: {
    zh: () => import('../words/counter.zh.ts'),
    en: () => import('../words/counter.en.ts'),
  },
};
export default counter;
