// Payments in the console: orders with refunds, settlements, reconciliation.
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'payment',
  title: { zh: '支付', en: 'Payments' },
  icon: 'receipt',
  order: 130,
  routes: [
    {
      path: '/payment/orders',
      name: 'payment.orders',
      component: () => import('./pages/OrdersPage.vue'),
      meta: { needs: 'payment.view_payments', title: { zh: '支付订单', en: 'Payments' } },
    },
    {
      path: '/payment/orders/:payment_id',
      name: 'payment.order',
      component: () => import('./pages/OrderPage.vue'),
      props: true,
      meta: { needs: 'payment.view_payments', title: { zh: '订单详情', en: 'Payment' } },
    },
    {
      path: '/payment/settlements',
      name: 'payment.settlements',
      component: () => import('./pages/SettlementsPage.vue'),
      meta: { needs: 'payment.view_settlements', title: { zh: '商户结算', en: 'Settlements' } },
    },
    {
      path: '/payment/reconciliation',
      name: 'payment.reconciliation',
      component: () => import('./pages/ReconciliationPage.vue'),
      meta: { needs: 'payment.reconcile_books', title: { zh: '对账', en: 'Reconciliation' } },
    },
  ],
  menu: [
    {
      title: { zh: '支付订单', en: 'Payments' },
      route: 'payment.orders',
      icon: 'receipt',
      needs: 'payment.view_payments',
    },
    {
      title: { zh: '商户结算', en: 'Settlements' },
      route: 'payment.settlements',
      icon: 'transfer',
      needs: 'payment.view_settlements',
    },
    {
      title: { zh: '对账', en: 'Reconciliation' },
      route: 'payment.reconciliation',
      icon: 'list',
      needs: 'payment.reconcile_books',
    },
  ],
  messages: { zh: () => import('./words/zh.ts'), en: () => import('./words/en.ts') },
});
