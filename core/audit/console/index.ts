// The audit chain in the console: searching and verifying.
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'audit',
  title: { zh: '审计', en: 'Audit' },
  icon: 'shield',
  order: 190,
  routes: [
    {
      path: '/audit/records',
      name: 'audit.records',
      component: () => import('./pages/RecordsPage.vue'),
      meta: { needs: 'audit.view_records', title: { zh: '审计记录', en: 'Audit records' } },
    },
  ],
  menu: [
    {
      title: { zh: '审计记录', en: 'Audit records' },
      route: 'audit.records',
      icon: 'shield',
      needs: 'audit.view_records',
    },
  ],
  messages: { zh: () => import('./words/zh.ts'), en: () => import('./words/en.ts') },
});
