// The outbox in the console: short messages, and events that did not reach a module.
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'outbox',
  title: { zh: '发件箱', en: 'Outbox' },
  icon: 'phone',
  order: 180,
  routes: [
    {
      path: '/outbox/sms',
      name: 'outbox.sms',
      component: () => import('./pages/SmsPage.vue'),
      meta: { needs: 'outbox.view_sms', title: { zh: '短信发件箱', en: 'Short messages' } },
    },
    {
      path: '/outbox/deliveries',
      name: 'outbox.deliveries',
      component: () => import('./pages/DeliveriesPage.vue'),
      meta: { needs: 'outbox.view_events', title: { zh: '事件投递', en: 'Event delivery' } },
    },
  ],
  menu: [
    {
      title: { zh: '短信发件箱', en: 'Short messages' },
      route: 'outbox.sms',
      icon: 'phone',
      needs: 'outbox.view_sms',
    },
    {
      title: { zh: '事件投递', en: 'Event delivery' },
      route: 'outbox.deliveries',
      icon: 'refresh',
      needs: 'outbox.view_events',
    },
  ],
  messages: { zh: () => import('./words/zh.ts'), en: () => import('./words/en.ts') },
});
