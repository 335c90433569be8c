// Paying: the cashier, the payment code, the history with receipts, and paying without PIN.
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'payment',
  title: { zh: '支付', en: 'Payments' },
  icon: 'receipt',
  order: 130,
  routes: [
    {
      path: '/payment/code',
      name: 'payment.code',
      component: () => import('./pages/CodePage.vue'),
      meta: {
        audience: 'verified',
        title: { zh: '付款码', en: 'Payment code' },
      },
    },
    {
      path: '/payment/history',
      name: 'payment.history',
      component: () => import('./pages/HistoryPage.vue'),
      meta: {
        audience: 'verified',
        title: { zh: '我的订单', en: 'My orders' },
      },
    },
    {
      path: '/payment/preference',
      name: 'payment.preference',
      component: () => import('./pages/PreferencePage.vue'),
      meta: {
        audience: 'verified',
        title: { zh: '小额免密', en: 'Paying without PIN' },
      },
    },
    {
      path: '/payment/:payment_id',
      name: 'payment.cashier',
      component: () => import('./pages/CashierPage.vue'),
      props: true,
      meta: { audience: 'verified', title: { zh: '收银台', en: 'Cashier' } },
    },
    {
      path: '/payment/:payment_id/receipt',
      name: 'payment.receipt',
      component: () => import('./pages/ReceiptPage.vue'),
      props: true,
      meta: { audience: 'verified', title: { zh: '电子回单', en: 'Receipt' } },
    },
  ],
  entries: [
    {
      id: 'code',
      title: { zh: '付款码', en: 'Payment code' },
      icon: 'qr',
      route: 'payment.code',
      keywords: ['二维码', '扫码', '收付款'],
      audience: 'verified',
      elder: true,
    },
    {
      id: 'history',
      title: { zh: '我的订单', en: 'My orders' },
      icon: 'receipt',
      route: 'payment.history',
      keywords: ['账单', '回单', '消费记录', '退款'],
      audience: 'verified',
      elder: true,
    },
    {
      id: 'preference',
      title: { zh: '小额免密', en: 'Paying without PIN' },
      icon: 'lock',
      route: 'payment.preference',
      keywords: ['免密支付', '支付设置'],
      audience: 'verified',
    },
  ],
  messages: {
    zh: () => import('./words/zh.ts'),
    en: () => import('./words/en.ts'),
  },
});
