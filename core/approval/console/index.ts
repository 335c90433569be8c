// Approvals in the console: what waits for a second person, with its differences.
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'approval',
  title: { zh: '审批', en: 'Approvals' },
  icon: 'check',
  order: 170,
  routes: [
    {
      path: '/approval/requests',
      name: 'approval.requests',
      component: () => import('./pages/RequestsPage.vue'),
      meta: { needs: 'approval.view_approvals', title: { zh: '审批', en: 'Approvals' } },
    },
  ],
  menu: [
    {
      title: { zh: '审批', en: 'Approvals' },
      route: 'approval.requests',
      icon: 'check',
      needs: 'approval.view_approvals',
    },
  ],
  messages: { zh: () => import('./words/zh.ts'), en: () => import('./words/en.ts') },
});
