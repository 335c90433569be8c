// Pages of the part `catalogue`: menus, dishes, meal times, outlets, prices, samples, feedback.
import type { Part } from './part.ts';

const view = 'canteen.view';
const menus = { zh: '菜单计划', en: 'Menus' };
const dishes = { zh: '菜品', en: 'Dishes' };
const meal_times = { zh: '餐别餐次', en: 'Meal times' };
const outlets = { zh: '餐厅档口', en: 'Outlets and areas' };
const prices = { zh: '套餐价格', en: 'Set meal prices' };
const samples = { zh: '食品留样', en: 'Food samples' };
const feedback = { zh: '意见与评价', en: 'Feedback' };

const catalogue: Part = {
  id: 'catalogue',
  routes: [
    {
      path: '/canteen/menus',
      name: 'canteen.menus',
      component: () => import('../pages/catalogue/MenusPage.vue'),
      meta: { needs: view, title: menus },
    },
    {
      path: '/canteen/dishes',
      name: 'canteen.dishes',
      component: () => import('../pages/catalogue/DishesPage.vue'),
      meta: { needs: view, title: dishes },
    },
    {
      path: '/canteen/meal-times',
      name: 'canteen.meal_times',
      component: () => import('../pages/catalogue/MealTimesPage.vue'),
      meta: { needs: view, title: meal_times },
    },
    {
      path: '/canteen/outlets',
      name: 'canteen.outlets',
      component: () => import('../pages/catalogue/OutletsPage.vue'),
      meta: { needs: view, title: outlets },
    },
    {
      path: '/canteen/prices',
      name: 'canteen.prices',
      component: () => import('../pages/catalogue/PricesPage.vue'),
      meta: { needs: view, title: prices },
    },
    {
      path: '/canteen/samples',
      name: 'canteen.samples',
      component: () => import('../pages/catalogue/SamplesPage.vue'),
      meta: { needs: view, title: samples },
    },
    {
      path: '/canteen/feedback',
      name: 'canteen.feedback',
      component: () => import('../pages/catalogue/FeedbackPage.vue'),
      meta: { needs: view, title: feedback },
    },
  ],
  menu: [
    { title: menus, route: 'canteen.menus', icon: 'calendar', needs: view },
    { title: dishes, route: 'canteen.dishes', icon: 'canteen', needs: view },
    { title: meal_times, route: 'canteen.meal_times', icon: 'clock', needs: view },
    { title: outlets, route: 'canteen.outlets', icon: 'grid', needs: view },
    { title: prices, route: 'canteen.prices', icon: 'tag', needs: view },
    { title: samples, route: 'canteen.samples', icon: 'box', needs: view },
    { title: feedback, route: 'canteen.feedback', icon: 'feedback', needs: view },
  ],
  words: {
    zh: () => import('../words/catalogue.zh.ts'),
    en: () => import('../words/catalogue.en.ts'),
  },
};
export default catalogue;
