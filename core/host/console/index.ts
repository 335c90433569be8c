// The sandbox host in the console: its accounts and how it answers.
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'host',
  title: { zh: '核心系统', en: 'Core banking' },
  icon: 'bank',
  order: 110,
  routes: [
    {
      path: '/host/sandbox',
      name: 'host.sandbox',
      component: () => import('./pages/SandboxPage.vue'),
      meta: {
        needs: 'host.operate_sandbox',
        title: { zh: '核心系统沙箱', en: 'Sandbox host' },
      },
    },
  ],
  menu: [
    {
      title: { zh: '核心系统沙箱', en: 'Sandbox host' },
      route: 'host.sandbox',
      icon: 'bank',
      needs: 'host.operate_sandbox',
    },
  ],
  messages: { zh: () => import('./words/zh.ts'), en: () => import('./words/en.ts') },
});
