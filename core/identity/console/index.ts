// Staff sign-in, staff and organisations.
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'identity',
  title: { zh: '身份', en: 'Identity' },
  icon: 'people',
  order: 110,
  routes: [
    {
      path: '/login',
      name: 'identity.staff_login',
      component: () => import('./pages/StaffLoginPage.vue'),
      meta: {
        audience: 'public',
        bare: true,
        title: { zh: '员工登录', en: 'Staff sign-in' },
      },
    },
    {
      path: '/identity/password',
      name: 'identity.own_password',
      component: () => import('./pages/OwnPasswordPage.vue'),
      meta: { title: { zh: '修改我的密码', en: 'Change my password' } },
    },
    {
      path: '/second-factor',
      name: 'identity.second_factor_due',
      component: () => import('./pages/SecondFactorDuePage.vue'),
      meta: { bare: true, title: { zh: '双因素验证', en: 'Second factor' } },
    },
    {
      path: '/identity/second-factor',
      name: 'identity.second_factor',
      component: () => import('./pages/SecondFactorPage.vue'),
      meta: { title: { zh: '我的双因素', en: 'My second factor' } },
    },
    {
      path: '/identity/staff',
      name: 'identity.staff',
      component: () => import('./pages/StaffPage.vue'),
      meta: {
        needs: 'identity.view_staff',
        title: { zh: '员工', en: 'Staff' },
      },
    },
    {
      path: '/identity/organisations',
      name: 'identity.organisations',
      component: () => import('./pages/OrganisationsPage.vue'),
      meta: {
        needs: 'identity.view_organisations',
        title: { zh: '机构', en: 'Organisations' },
      },
    },
  ],
  menu: [
    {
      title: { zh: '员工', en: 'Staff' },
      route: 'identity.staff',
      icon: 'people',
      needs: 'identity.view_staff',
    },
    {
      title: { zh: '机构', en: 'Organisations' },
      route: 'identity.organisations',
      icon: 'organisation',
      needs: 'identity.view_organisations',
    },
    {
      title: { zh: '我的密码', en: 'My password' },
      route: 'identity.own_password',
      icon: 'lock',
    },
    {
      title: { zh: '我的双因素', en: 'My second factor' },
      route: 'identity.second_factor',
      icon: 'shield',
    },
  ],
  messages: {
    zh: () => import('./words/zh.ts'),
    en: () => import('./words/en.ts'),
  },
});
