// The console's own pages and the modules' pages; a module's words arrive with its first page.
import {
  createRouter,
  createWebHistory,
  type RouteRecordRaw,
  type RouterHistory,
} from 'vue-router';
import { installWords, titleIn, type ConsoleModule, type Words } from '@dlfp/ui';

const shell_routes: readonly RouteRecordRaw[] = [
  {
    path: '/',
    name: 'shell.landing',
    component: () => import('./pages/LandingPage.vue'),
    meta: { title: { zh: '工作台', en: 'Workbench' } },
  },
  {
    path: '/forbidden',
    name: 'shell.forbidden',
    component: () => import('./pages/ForbiddenPage.vue'),
    meta: { audience: 'public' },
  },
  {
    path: '/closed',
    name: 'shell.closed',
    component: () => import('./pages/ClosedPage.vue'),
    meta: { audience: 'public', bare: true },
  },
  {
    path: '/:rest(.*)*',
    name: 'shell.missing',
    component: () => import('./pages/MissingPage.vue'),
    meta: { audience: 'public' },
  },
];

function routesOf(module: ConsoleModule): RouteRecordRaw[] {
  return module.routes.map(
    (route) => ({ ...route, meta: { ...route.meta, module_id: module.id } }) as RouteRecordRaw,
  );
}

export function createConsoleRouter(
  modules: readonly ConsoleModule[],
  words: Words,
  history: RouterHistory = createWebHistory('/console/'),
) {
  const router = createRouter({
    history,
    routes: [...modules.flatMap(routesOf), ...shell_routes],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  const byId = new Map(modules.map((module) => [module.id, module]));
  router.beforeEach((to) => {
    const module = byId.get(to.meta.module_id ?? '');
    if (module) installWords(words, module).catch(() => undefined);
  });
  router.beforeResolve(async (to) => {
    const module = byId.get(to.meta.module_id ?? '');
    if (module) await installWords(words, module);
  });
  router.afterEach((to) => {
    const { t, locale } = words.global;
    const name = `${t('shell.name')} · ${t('shell.console')}`;
    document.title = to.meta.title ? `${titleIn(to.meta.title, locale.value)} · ${name}` : name;
  });
  return router;
}
