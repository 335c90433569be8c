// Prices in the console: tables, versions with editor and trial, comparison.
import { defineModule } from '@dlfp/ui';

const needs = 'pricing.view';

export default defineModule({
  id: 'pricing',
  title: { zh: '费率', en: 'Prices' },
  icon: 'tag',
  order: 170,
  routes: [
    {
      path: '/pricing/tables',
      name: 'pricing.tables',
      component: () => import('./pages/TablesPage.vue'),
      meta: { needs, title: { zh: '费率表', en: 'Rate tables' } },
    },
    {
      path: '/pricing/tables/:table_id',
      name: 'pricing.table',
      component: () => import('./pages/TablePage.vue'),
      props: true,
      meta: { needs, title: { zh: '费率版本', en: 'Versions' } },
    },
    {
      path: '/pricing/versions/:version_id',
      name: 'pricing.version',
      component: () => import('./pages/VersionPage.vue'),
      props: true,
      meta: { needs, title: { zh: '费率内容', en: 'Version' } },
    },
    {
      path: '/pricing/comparison/:from_version_id/:to_version_id',
      name: 'pricing.comparison',
      component: () => import('./pages/ComparisonPage.vue'),
      props: true,
      meta: { needs, title: { zh: '版本对比', en: 'Comparison' } },
    },
  ],
  menu: [
    { title: { zh: '费率表', en: 'Rate tables' }, route: 'pricing.tables', icon: 'tag', needs },
  ],
  messages: { zh: () => import('./words/zh.ts'), en: () => import('./words/en.ts') },
});
