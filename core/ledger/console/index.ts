// The ledger in the console: accounts, statements, transfers, and the proof that all adds up.
import { defineModule } from '@dlfp/ui';

const needs = 'ledger.read';

export default defineModule({
  id: 'ledger',
  title: { zh: '账务', en: 'Ledger' },
  icon: 'list',
  order: 140,
  routes: [
    {
      path: '/ledger/accounts',
      name: 'ledger.accounts',
      component: () => import('./pages/AccountsPage.vue'),
      meta: { needs, title: { zh: '账务查询', en: 'Ledger accounts' } },
    },
    {
      path: '/ledger/accounts/:account_id',
      name: 'ledger.account',
      component: () => import('./pages/AccountPage.vue'),
      props: true,
      meta: { needs, title: { zh: '账户明细', en: 'Ledger account' } },
    },
    {
      path: '/ledger/transfers/:transfer_id',
      name: 'ledger.transfer',
      component: () => import('./pages/TransferPage.vue'),
      props: true,
      meta: { needs, title: { zh: '交易详情', en: 'Transfer' } },
    },
    {
      path: '/ledger/verification',
      name: 'ledger.verification',
      component: () => import('./pages/VerificationPage.vue'),
      meta: { needs, title: { zh: '账务核验', en: 'Ledger proof' } },
    },
  ],
  menu: [
    {
      title: { zh: '账务查询', en: 'Ledger accounts' },
      route: 'ledger.accounts',
      icon: 'search',
      needs,
    },
    {
      title: { zh: '账务核验', en: 'Ledger proof' },
      route: 'ledger.verification',
      icon: 'check',
      needs,
    },
  ],
  messages: {
    zh: () => import('./words/zh.ts'),
    en: () => import('./words/en.ts'),
  },
});
