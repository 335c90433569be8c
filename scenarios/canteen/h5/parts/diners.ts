// Pages of the part `diners`: where the customer may dine, the own purses, the own switches.
import type { Part } from './part.ts';

const diners: Part = {
  id: 'diners',
  routes: [
    {
      path: '/canteen/purses',
      name: 'canteen.purses',
      component: () => import('../pages/diners/PursesPage.vue'),
      meta: { audience: 'registered', title: { zh: '餐厅钱包', en: 'Canteen purses' } },
    },
    {
      path: '/canteen/purses/:account_id/entries',
      name: 'canteen.purse_entries',
      component: () => import('../pages/diners/PurseEntriesPage.vue'),
      props: true,
      meta: { audience: 'registered', title: { zh: '钱包明细', en: 'Purse history' } },
    },
    {
      path: '/canteen/purses/:organisation_id/top-up',
      name: 'canteen.top_up',
      component: () => import('../pages/diners/MovePursePage.vue'),
      props: (route) => ({ organisation_id: route.params['organisation_id'], direction: 'top-up' }),
      meta: { audience: 'verified', title: { zh: '钱包充值', en: 'Top up' } },
    },
    {
      path: '/canteen/purses/:organisation_id/return',
      name: 'canteen.return',
      component: () => import('../pages/diners/MovePursePage.vue'),
      props: (route) => ({ organisation_id: route.params['organisation_id'], direction: 'return' }),
      meta: { audience: 'verified', title: { zh: '退回余额', en: 'Return money' } },
    },
    {
      path: '/canteen/dining',
      name: 'canteen.dining',
      component: () => import('../pages/diners/DiningPage.vue'),
      meta: { audience: 'registered', title: { zh: '就餐资格', en: 'Where I may dine' } },
    },
    {
      path: '/canteen/switches',
      name: 'canteen.switches',
      component: () => import('../pages/diners/SwitchesPage.vue'),
      meta: { audience: 'verified', title: { zh: '用餐设置', en: 'Meal settings' } },
    },
  ],
  entries: [
    {
      id: 'purses',
      title: { zh: '餐厅钱包', en: 'Canteen purses' },
      icon: 'wallet',
      route: 'canteen.purses',
      keywords: ['补贴', '餐补', '饭卡', '余额', '充值'],
      audience: 'registered',
      elder: true,
    },
    {
      id: 'dining',
      title: { zh: '就餐资格', en: 'Where I may dine' },
      icon: 'shield',
      route: 'canteen.dining',
      keywords: ['开通', '就餐', '访客', '绑定'],
      audience: 'registered',
    },
    {
      id: 'switches',
      title: { zh: '用餐设置', en: 'Meal settings' },
      icon: 'settings',
      route: 'canteen.switches',
      keywords: ['免密', '提醒', '开关', '自动扣款'],
      audience: 'verified',
    },
  ],
  words: {
    zh: () => import('../words/diners.zh.ts'),
    en: () => import('../words/diners.en.ts'),
  },
};
export default diners;
