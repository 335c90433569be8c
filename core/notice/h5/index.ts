// The message centre in H5: the tab 消息 with its number of unread messages.
import { api } from '@dlfp/api-client';
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'notice',
  title: { zh: '消息', en: 'Messages' },
  icon: 'bell',
  order: 160,
  routes: [
    {
      path: '/messages',
      name: 'notice.messages',
      component: () => import('./pages/MessagesPage.vue'),
      meta: { audience: 'registered', tab: true, title: { zh: '消息', en: 'Messages' } },
    },
  ],
  badges: [
    {
      route: 'notice.messages',
      count: async () => {
        const outcome = await api.get('/notices/unread');
        return outcome.ok ? outcome.value.unread : null;
      },
    },
  ],
  entries: [
    {
      id: 'messages',
      title: { zh: '消息中心', en: 'Messages' },
      icon: 'bell',
      route: 'notice.messages',
      keywords: ['通知', '提醒', '消息'],
      audience: 'registered',
      elder: true,
    },
  ],
  messages: { zh: () => import('./words/zh.ts'), en: () => import('./words/en.ts') },
});
