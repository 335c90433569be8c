// Pages of the part `books`: the day at a glance, reports, day close.
import type { Part } from './part.ts';

const books: Part = {
  id: 'books',
  routes: [
    {
      path: '/canteen/overview',
      name: 'canteen.overview',
      component: () => import('../pages/books/OverviewPage.vue'),
      meta: {
        needs: 'canteen.view_reports',
        title: { zh: '营业总览', en: 'Overview' },
      },
    },
    {
      path: '/canteen/reports/:kind?',
      name: 'canteen.reports',
      component: () => import('../pages/books/ReportsPage.vue'),
      props: true,
      meta: {
        needs: 'canteen.view_reports',
        title: { zh: '报表', en: 'Reports' },
      },
    },
    {
      path: '/canteen/days',
      name: 'canteen.days',
      component: () => import('../pages/books/DaysPage.vue'),
      meta: {
        needs: 'canteen.view_reports',
        title: { zh: '日结', en: 'Day close' },
      },
    },
    {
      path: '/canteen/days/:day',
      name: 'canteen.day',
      component: () => import('../pages/books/DayPage.vue'),
      props: true,
      meta: {
        needs: 'canteen.view_reports',
        title: { zh: '营业日', en: 'Business day' },
      },
    },
  ],
  menu: [
    {
      title: { zh: '营业总览', en: 'Overview' },
      route: 'canteen.overview',
      icon: 'chart',
      needs: 'canteen.view_reports',
    },
    {
      title: { zh: '报表', en: 'Reports' },
      route: 'canteen.reports',
      icon: 'list',
      needs: 'canteen.view_reports',
    },
    {
      title: { zh: '日结', en: 'Day close' },
      route: 'canteen.days',
      icon: 'calendar',
      needs: 'canteen.view_reports',
    },
  ],
  words: {
    zh: () => import('../words/books.zh.ts'),
    en: () => import('../words/books.en.ts'),
  },
};
export default books;
