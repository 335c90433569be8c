// Electronic accounts in the console: look-up, freeze, limits by date.
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'account',
  title: { zh: '电子账户', en: 'Electronic accounts' },
  icon: 'wallet',
  order: 120,
  routes: [
    {
      path: '/account/lookup',
      name: 'account.lookup',
      component: () => import('./pages/LookupPage.vue'),
      meta: { needs: 'account.view_accounts', title: { zh: '账户查询', en: 'Accounts' } },
    },
    {
      path: '/account/limit-rules',
      name: 'account.limit_rules',
      component: () => import('./pages/LimitRulesPage.vue'),
      meta: { needs: 'account.view_accounts', title: { zh: '账户限额', en: 'Limits' } },
    },
  ],
  menu: [
    {
      title: { zh: '账户查询', en: 'Accounts' },
      route: 'account.lookup',
      icon: 'search',
      needs: 'account.view_accounts',
    },
    {
      title: { zh: '账户限额', en: 'Limits' },
      route: 'account.limit_rules',
      icon: 'settings',
      needs: 'account.view_accounts',
    },
  ],
  messages: { zh: () => import('./words/zh.ts'), en: () => import('./words/en.ts') },
});
