// Two small modules that the shell's own tests use instead of the real ones.
import { defineModule, type H5Module } from '@dlfp/ui';

const BlankPage = { render: () => null };

export const canteen: H5Module = defineModule({
  id: 'canteen',
  title: { zh: '智慧食堂', en: 'Canteen' },
  slogan: { zh: '订餐、取餐', en: 'Order and collect' },
  icon: 'canteen',
  order: 310,
  scenario: true,
  routes: [
    {
      path: '/canteen/menu',
      name: 'canteen.menu',
      component: BlankPage,
      meta: { audience: 'public', title: { zh: '本周菜单', en: 'Menu' } },
    },
    { path: '/canteen/orders', name: 'canteen.orders', component: BlankPage },
    {
      path: '/canteen/pay',
      name: 'canteen.pay',
      component: BlankPage,
      meta: { audience: 'verified' },
    },
  ],
  entries: [
    {
      id: 'menu',
      title: { zh: '本周菜单', en: 'Menu' },
      icon: 'calendar',
      route: 'canteen.menu',
      keywords: ['点餐'],
      audience: 'public',
      elder: true,
    },
    {
      id: 'orders',
      title: { zh: '我的订单', en: 'Orders' },
      icon: 'receipt',
      route: 'canteen.orders',
      audience: 'registered',
    },
  ],
  messages: { zh: async () => ({ hello: '您好' }), en: { hello: 'Hello' } },
});

export const identity: H5Module = defineModule({
  id: 'identity',
  title: { zh: '身份', en: 'Identity' },
  icon: 'id_card',
  order: 100,
  routes: [
    {
      path: '/login',
      name: 'identity.login',
      component: BlankPage,
      meta: { audience: 'public' },
    },
    { path: '/verify', name: 'identity.verify', component: BlankPage },
  ],
  entries: [],
  messages: { zh: {}, en: {} },
});
