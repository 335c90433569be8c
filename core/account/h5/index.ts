// The customer's electronic accounts: overview, opening, top-up, withdrawal, limits, statement.
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'account',
  title: { zh: '我的账户', en: 'My accounts' },
  icon: 'wallet',
  order: 120,
  routes: [
    {
      path: '/account',
      name: 'account.overview',
      component: () => import('./pages/OverviewPage.vue'),
      meta: {
        audience: 'registered',
        tab: true,
        title: { zh: '我的账户', en: 'My accounts' },
      },
    },
    {
      path: '/account/open',
      name: 'account.open',
      component: () => import('./pages/OpenAccountPage.vue'),
      meta: {
        audience: 'verified',
        title: { zh: '开立电子账户', en: 'Open an account' },
      },
    },
    {
      path: '/account/link',
      name: 'account.link',
      component: () => import('./pages/LinkCardPage.vue'),
      meta: {
        audience: 'verified',
        title: { zh: '加挂本行卡', en: 'Link a card' },
      },
    },
    {
      path: '/account/:account_id/:direction(top-up|withdraw)',
      name: 'account.fund',
      component: () => import('./pages/FundPage.vue'),
      props: true,
      meta: {
        audience: 'verified',
        title: { zh: '充值与提现', en: 'Top up and withdraw' },
      },
    },
    {
      path: '/account/:account_id/statement',
      name: 'account.statement',
      component: () => import('./pages/StatementPage.vue'),
      props: true,
      meta: {
        audience: 'verified',
        title: { zh: '账户明细', en: 'Statement' },
      },
    },
    {
      path: '/account/:account_id/limits',
      name: 'account.limits',
      component: () => import('./pages/LimitsPage.vue'),
      props: true,
      meta: { audience: 'verified', title: { zh: '账户限额', en: 'Limits' } },
    },
  ],
  entries: [
    {
      id: 'overview',
      title: { zh: '我的账户', en: 'My accounts' },
      icon: 'wallet',
      route: 'account.overview',
      keywords: ['余额', '钱包', '电子账户', '二类户', '三类户', '充值', '提现'],
      audience: 'registered',
      elder: true,
    },
    {
      id: 'open',
      title: { zh: '开立电子账户', en: 'Open an account' },
      icon: 'plus',
      route: 'account.open',
      keywords: ['开户', '绑卡', '绑定账户'],
      audience: 'verified',
    },
    {
      id: 'link',
      title: { zh: '加挂本行卡', en: 'Link a card' },
      icon: 'card',
      route: 'account.link',
      keywords: ['借记卡', '信用卡', '绑卡'],
      audience: 'verified',
    },
  ],
  messages: {
    zh: () => import('./words/zh.ts'),
    en: () => import('./words/en.ts'),
  },
});
