// Pages of the part `catalogue`: outlets with their menus, and feedback.
import type { Part } from './part.ts';

const catalogue: Part = {
  id: 'catalogue',
  routes: [
    {
      path: '/canteen',
      name: 'canteen.menu',
      component: () => import('../pages/catalogue/MenuPage.vue'),
      meta: { audience: 'public', title: { zh: '本周菜单', en: "This week's menu" } },
    },
    {
      path: '/canteen/feedback',
      name: 'canteen.feedback',
      component: () => import('../pages/catalogue/FeedbackPage.vue'),
      meta: { audience: 'registered', title: { zh: '意见反馈', en: 'Feedback' } },
    },
  ],
  entries: [
    {
      id: 'menu',
      title: { zh: '食堂菜单', en: 'Canteen menu' },
      icon: 'canteen',
      route: 'canteen.menu',
      keywords: ['点餐', '订餐', '菜谱', '今天吃什么', '过敏', '营养'],
      audience: 'public',
      elder: true,
      hint: { zh: '看一周菜单、过敏原和截止时间', en: 'Menus, allergens and cut-off times' },
    },
    {
      id: 'feedback',
      title: { zh: '食堂意见', en: 'Canteen feedback' },
      icon: 'feedback',
      route: 'canteen.feedback',
      keywords: ['投诉', '建议', '表扬', '反馈'],
      audience: 'registered',
    },
  ],
  words: {
    zh: () => import('../words/catalogue.zh.ts'),
    en: () => import('../words/catalogue.en.ts'),
  },
};
export default catalogue;
