// Pages of the part `diners`: who eats, with which purses and subsidies.
import type { Part } from './part.ts';

const diners: Part = {
  id: 'diners',
  routes: [
    {
      path: '/canteen/diners',
      name: 'canteen.diners',
      component: () => import('../pages/diners/DinersPage.vue'),
      meta: { needs: 'canteen.view', title: { zh: '就餐人', en: 'Diners' } },
    },
    {
      path: '/canteen/diners/:diner_id',
      name: 'canteen.diner',
      component: () => import('../pages/diners/DinerPage.vue'),
      props: true,
      meta: { needs: 'canteen.manage_diners', title: { zh: '就餐人详情', en: 'Diner' } },
    },
    {
      path: '/canteen/subsidies',
      name: 'canteen.subsidies',
      component: () => import('../pages/diners/SubsidiesPage.vue'),
      meta: { needs: 'canteen.manage_subsidies', title: { zh: '补贴', en: 'Subsidies' } },
    },
  ],
  menu: [
    {
      title: { zh: '就餐人', en: 'Diners' },
      route: 'canteen.diners',
      icon: 'people',
      needs: 'canteen.view',
    },
    {
      title: { zh: '补贴', en: 'Subsidies' },
      route: 'canteen.subsidies',
      icon: 'gift',
      needs: 'canteen.manage_subsidies',
    },
  ],
  words: {
    zh: () => import('../words/diners.zh.ts'),
    en: () => import('../words/diners.en.ts'),
  },
};
export default diners;
