// Pages of the part `orders`: order a meal, follow it, find it again.
import type { Part } from './part.ts';

const orders: Part = {
  id: 'orders',
  routes: [
    {
      path: '/canteen/order',
      name: 'canteen.order',
      component: () => import('../pages/orders/OrderPage.vue'),
      meta: {
        audience: 'verified',
        title: { zh: '在线订餐', en: 'Order a meal' },
      },
    },
    {
      path: '/canteen/orders',
      name: 'canteen.orders',
      component: () => import('../pages/orders/OrdersPage.vue'),
      meta: { audience: 'verified', title: { zh: '我的订餐', en: 'My meals' } },
    },
    {
      path: '/canteen/orders/:order_id',
      name: 'canteen.order_status',
      component: () => import('../pages/orders/OrderStatusPage.vue'),
      props: true,
      meta: {
        audience: 'verified',
        title: { zh: '订餐详情', en: 'Meal order' },
      },
    },
  ],
  entries: [
    {
      id: 'order',
      title: { zh: '在线订餐', en: 'Order a meal' },
      icon: 'canteen',
      route: 'canteen.order',
      keywords: ['点餐', '订饭', '预订', '午餐', '晚餐', '夜宵'],
      audience: 'verified',
      elder: true,
    },
    {
      id: 'orders',
      title: { zh: '我的订餐', en: 'My meals' },
      icon: 'receipt',
      route: 'canteen.orders',
      keywords: ['取餐号', '取餐', '退餐', '订餐记录'],
      audience: 'verified',
      elder: true,
    },
  ],
  words: {
    zh: () => import('../words/orders.zh.ts'),
    en: () => import('../words/orders.en.ts'),
  },
};
export default orders;
