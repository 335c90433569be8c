// The register in the console: counts, clauses, one clause, configured values.
import { defineModule } from '@dlfp/ui';
import { clauseOfAddress } from './address.ts';

const needs = 'conformance.view_register';

export default defineModule({
  id: 'conformance',
  title: { zh: '符合性台账', en: 'Conformance' },
  icon: 'check',
  order: 280,
  routes: [
    {
      path: '/conformance',
      name: 'conformance.overview',
      component: () => import('./pages/OverviewPage.vue'),
      meta: { needs, title: { zh: '符合性总览', en: 'Conformance' } },
    },
    {
      path: '/conformance/clauses',
      name: 'conformance.clauses',
      component: () => import('./pages/ClausesPage.vue'),
      meta: { needs, title: { zh: '条款', en: 'Clauses' } },
    },
    {
      path: '/conformance/clauses/:clause_id',
      name: 'conformance.clause',
      component: () => import('./pages/ClausePage.vue'),
      props: (route) => ({ clause_id: clauseOfAddress(route.params['clause_id']) }),
      meta: { needs, title: { zh: '条款详情', en: 'Clause' } },
    },
    {
      path: '/conformance/values',
      name: 'conformance.values',
      component: () => import('./pages/ValuesPage.vue'),
      meta: { needs, title: { zh: '阈值与期限', en: 'Configured values' } },
    },
  ],
  menu: [
    {
      title: { zh: '符合性总览', en: 'Conformance' },
      route: 'conformance.overview',
      icon: 'chart',
      needs,
    },
    { title: { zh: '条款', en: 'Clauses' }, route: 'conformance.clauses', icon: 'list', needs },
    {
      title: { zh: '阈值与期限', en: 'Configured values' },
      route: 'conformance.values',
      icon: 'settings',
      needs,
    },
  ],
  messages: { zh: () => import('./words/zh.ts'), en: () => import('./words/en.ts') },
});
