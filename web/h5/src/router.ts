// The shell's pages and the modules' pages under one router; a module's words arrive with its
// first page.
import {
  createRouter,
  createWebHistory,
  type RouteRecordRaw,
  type RouterHistory,
} from 'vue-router';
import HomePage from './pages/HomePage.vue';
import { installWords, titleIn, type H5Module, type Words } from '@dlfp/ui';

const shell_routes: readonly RouteRecordRaw[] = [
  {
    path: '/',
    name: 'shell.home',
    component: HomePage,
    meta: { audience: 'public', tab: true },
  },
  {
    path: '/functions',
    name: 'shell.functions',
    component: () => import('./pages/FunctionsPage.vue'),
    meta: { audience: 'public', tab: true },
  },
  {
    path: '/favourites',
    name: 'shell.favourites',
    component: () => import('./pages/FavouritesPage.vue'),
    meta: { audience: 'public' },
  },
  {
    path: '/search',
    name: 'shell.search',
    component: () => import('./pages/SearchPage.vue'),
    meta: { audience: 'public' },
  },
  {
    path: '/settings',
    name: 'shell.settings',
    component: () => import('./pages/SettingsPage.vue'),
    meta: { audience: 'public' },
  },
  {
    path: '/closed',
    name: 'shell.closed',
    component: () => import('./pages/ClosedPage.vue'),
    meta: { audience: 'public' },
  },
  {
    path: '/:rest(.*)*',
    name: 'shell.missing',
    component: () => import('./pages/MissingPage.vue'),
    meta: { audience: 'public' },
  },
];

function routesOf(module: H5Module): RouteRecordRaw[] {
  return module.routes.map(
    (route) => ({ ...route, meta: { ...route.meta, module_id: module.id } }) as RouteRecordRaw,
  );
}

export function createShellRouter(
  modules: readonly H5Module[],
  words: Words,
  history: RouterHistory = createWebHistory('/h5/'),
) {
  const router = createRouter({
    history,
    routes: [...modules.flatMap(routesOf), ...shell_routes],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  const byId = new Map(modules.map((module) => [module.id, module]));

  // The words are asked for at once and waited for last, so that they load beside the page's own
  // code.
  router.beforeEach((to) => {
    const module = byId.get(to.meta.module_id ?? '');
    if (module) installWords(words, module).catch(() => undefined);
  });
  router.beforeResolve(async (to) => {
    const module = byId.get(to.meta.module_id ?? '');
    if (module) await installWords(words, module);
  });
  router.afterEach((to) => {
    const name = words.global.t('shell.name');
    document.title = to.meta.title
      ? `${titleIn(to.meta.title, words.global.locale.value)} · ${name}`
      : name;
  });
  return router;
}
