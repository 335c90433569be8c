// Pages of the part `orders`: the kitchen's board, and orders with refunds.
import type { Part } from './part.ts';

const orders: Part = {
  id: 'orders',
  routes: [
    {
      path: '/canteen/kitchen',
      name: 'canteen.kitchen',
      component: () => import('../pages/orders/KitchenPage.vue'),
      meta: {
        needs: 'canteen.work_in_kitchen',
        title: { zh: '后厨看板', en: 'Kitchen' },
      },
    },
    {
      path: '/canteen/orders',
      name: 'canteen.orders',
      component: () => import('../pages/orders/OrdersPage.vue'),
      meta: {
        needs: 'canteen.view',
        title: { zh: '订餐订单', en: 'Meal orders' },
      },
    },
    {
      path: '/canteen/orders/:order_id',
      name: 'canteen.order',
      component: () => import('../pages/orders/OrderPage.vue'),
      props: true,
      meta: {
        needs: 'canteen.view',
        title: { zh: '订单详情', en: 'Meal order' },
      },
    },
  ],
  menu: [
    {
      title: { zh: '后厨看板', en: 'Kitchen' },
      route: 'canteen.kitchen',
      icon: 'kitchen',
      needs: 'canteen.work_in_kitchen',
    },
    {
      title: { zh: '订餐订单', en: 'Meal orders' },
      route: 'canteen.orders',
      icon: 'receipt',
      needs: 'canteen.view',
    },
  ],
  words: {
    zh: () => import('../words/orders.zh.ts'),
    en: () => import('../words/orders.en.ts'),
  },
};
export default orders;
