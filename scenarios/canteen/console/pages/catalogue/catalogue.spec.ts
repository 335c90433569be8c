// Staff keep the catalogue: the week's menus, dishes, meal times, prices, samples, feedback.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Component } from 'vue';
import { beginSession, endSession } from '@dlfp/api-client';
import { dayOf } from '@dlfp/ui';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import canteen from '../../index.ts';
import DishesPage from './DishesPage.vue';
import FeedbackPage from './FeedbackPage.vue';
import MealTimesPage from './MealTimesPage.vue';
import MenusPage from './MenusPage.vue';
import OutletsPage from './OutletsPage.vue';
import PricesPage from './PricesPage.vue';
import SamplesPage from './SamplesPage.vue';
import { clockOf, maskOf, minuteOf, weekdaysOf } from './meal-time.ts';
import { weekOf } from './week.ts';

const at_us = 1_795_406_400_000_000;
const today = dayOf(Date.now() * 1000);
const state = 'active';
const outlet = {
  id: 'out_1',
  name: '一号餐厅',
  address: '学府路',
  pick_up_note: '',
  is_open_to_public: true,
  state,
};
const area = { id: 'are_1', outlet_id: 'out_1', name: '套餐窗口', manage_mode: 'set_meal', state };
const category = { id: 'mca_1', name: '午餐', position: 2, day_meals_max: 0, state };
const period = {
  id: 'mpe_1',
  outlet_id: 'out_1',
  category_id: 'mca_1',
  name: '午餐',
  start_minute: 660,
  end_minute: 780,
  weekday_mask: 127,
  cut_off_minutes: 60,
  order_days_ahead: 7,
  valid_from: '2020-01-01',
  valid_until: null,
  state,
};
const dish = {
  id: 'dsh_1',
  name: '红烧肉',
  description: '',
  allergens: ['soy'],
  energy_kj: 2480,
  protein_mg: 1,
  fat_mg: 2,
  carbohydrate_mg: 3,
  sodium_mg: 4,
  pricing: 'per_item',
  price_fen: 1800,
  state,
};
const item = {
  menu_item_id: 'mit_1',
  period_id: 'mpe_1',
  day: today,
  dish_id: 'dsh_1',
  dish_name: '红烧肉',
  area_id: 'are_1',
  price_fen: 1800,
  stock_planned: 40,
  stock_left: 25,
  is_published: false,
};
const sample = {
  food_sample_id: 'smp_1',
  outlet_id: 'out_1',
  dish_id: 'dsh_1',
  dish_name: '红烧肉',
  period_id: 'mpe_1',
  day: today,
  grams: 150,
  keeper: '王师傅',
  taken_at_us: at_us,
  discard_after_us: at_us,
  is_due: true,
};
const reads: Record<string, readonly [number, unknown]> = {
  'GET /api/staff/canteen/outlets': [200, { outlets: [outlet], areas: [area] }],
  'GET /api/staff/canteen/meal-times': [200, { categories: [category], periods: [period] }],
  'GET /api/staff/canteen/dishes': [200, { dishes: [dish] }],
  'GET /api/staff/canteen/outlets/out_1/menus': [200, { items: [item] }],
  'GET /api/staff/canteen/prices': [
    200,
    {
      classes: [{ id: 'pcl_1', name: '职工', state }],
      class_prices: [{ price_class_id: 'pcl_1', category_id: 'mca_1', price_fen: 1500 }],
      area_prices: [],
    },
  ],
  'GET /api/staff/canteen/food-samples': [200, { kept: [sample], discarded: [] }],
  'GET /api/staff/canteen/feedback': [
    200,
    {
      items: [
        {
          feedback_id: 'fbk_1',
          outlet_id: 'out_1',
          outlet_name: '一号餐厅',
          stars: 4,
          words: '汤有点咸',
          created_at_us: at_us,
          customer_name: '*三',
        },
      ],
    },
  ],
};

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
});
afterEach(() => {
  endSession();
  document.body.innerHTML = '';
});

async function open(
  page: Component,
  writes: Record<string, readonly [number, unknown]> = {},
  permissions = ['canteen.manage_catalogue', 'canteen.view', 'canteen.work_in_kitchen'],
) {
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '吴经理',
    permissions,
  });
  const calls = answerCalls({ ...reads, ...writes });
  const { wrapper } = await mountPage(page, { module: canteen });
  return { wrapper, calls, written: () => calls.find((call) => call.method !== 'GET') };
}
async function press(words: string): Promise<void> {
  const buttons = [...document.querySelectorAll('button')];
  buttons.find((button) => (button.textContent ?? '').includes(words))?.click();
  await flushPromises();
}
async function submit(): Promise<void> {
  document.querySelector('dialog form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await flushPromises();
}
async function type(selector: string, value: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (field) field.value = value;
  field?.dispatchEvent(new Event('input'));
  await flushPromises();
}

test('the week shows drafts; a meal is edited and keeps its portions', async () => {
  const { wrapper, written } = await open(MenusPage, {
    [`PUT /api/staff/canteen/meal-periods/mpe_1/menus/${today}`]: [200, { items: [] }],
  });
  expect(wrapper.text()).toContain('红烧肉');
  expect(wrapper.text()).toContain('1 道草稿');
  await press(`编辑 ${today} 午餐`);
  await flushPromises();
  expect(document.body.textContent).toContain('剩 25');
  await submit();
  expect(written()?.body).toEqual({
    items: [{ dish_id: 'dsh_1', area_id: 'are_1', price_fen: 1800, stock_planned: 40 }],
  });
});

test('a week is published as a whole, and a failure is worded', async () => {
  const { wrapper, written } = await open(MenusPage, {
    'POST /api/staff/canteen/outlets/out_1/menus/publications': [200, { published: 1 }],
    'POST /api/staff/canteen/outlets/out_1/menus/copies': [
      422,
      { code: 'canteen.meal_over', status: 422 },
    ],
  });
  await press('发布本周');
  const days = weekOf(today);
  expect(written()?.body).toEqual({ from: days[0], until: days[6] });
  await press('复制上周');
  expect(wrapper.text()).toContain('这一餐已结束');
});

test('who may only look is offered nothing to change', async () => {
  for (const page of [MenusPage, DishesPage, OutletsPage, MealTimesPage, PricesPage]) {
    const { wrapper } = await open(page, {}, ['canteen.view']);
    expect(wrapper.findAll('.console-page-head button')).toHaveLength(0);
    wrapper.unmount();
  }
});

test('a dish is saved with its allergens and figures', async () => {
  const { written } = await open(DishesPage, {
    'PUT /api/staff/canteen/dishes/dsh_1': [200, dish],
  });
  await press('修改');
  await submit();
  expect(written()?.body).toEqual({
    name: '红烧肉',
    description: '',
    pricing: 'per_item',
    price_fen: 1800,
    allergens: ['soy'],
    energy_kj: 2480,
    protein_mg: 1,
    fat_mg: 2,
    carbohydrate_mg: 3,
    sodium_mg: 4,
    state: 'active',
  });
});

test('an outlet is added and an area changed', async () => {
  const { written } = await open(OutletsPage, {
    'POST /api/staff/canteen/outlets': [200, outlet],
  });
  await press('新增餐厅');
  await type('dialog form input', '二号餐厅');
  await submit();
  expect(written()?.body).toMatchObject({ name: '二号餐厅', is_open_to_public: true });
});

test('a category in use is not retired, and the page says why', async () => {
  const { wrapper, written } = await open(MealTimesPage, {
    'PUT /api/staff/canteen/meal-categories/mca_1': [
      422,
      { code: 'canteen.meal_category_in_use', status: 422 },
    ],
  });
  expect(wrapper.text()).toContain('11:00–13:00');
  expect(wrapper.text()).toContain('每天');
  const edits = [...document.querySelectorAll('button')].filter((each) =>
    each.textContent?.includes('修改'),
  );
  edits.at(-1)?.click();
  await flushPromises();
  await submit();
  expect(written()?.body).toEqual({ name: '午餐', position: 2, day_meals_max: 0, state: 'active' });
  expect(document.body.textContent).toContain('还有餐次在使用这个餐别');
});

test('a price of a class is set, and taken away by an empty field', async () => {
  const { wrapper, written } = await open(PricesPage, {
    'PUT /api/staff/canteen/price-classes/pcl_1/prices/mca_1': [200, {}],
  });
  expect(wrapper.text()).toContain('¥15.00');
  expect(wrapper.text()).toContain('未定价');
  await press('¥15.00');
  await type('dialog form input', '');
  await submit();
  expect(written()?.body).toEqual({});
});

test('a due sample is discarded after a question', async () => {
  const { wrapper, written } = await open(SamplesPage, {
    'POST /api/staff/canteen/food-samples/smp_1/discarding': [
      422,
      { code: 'canteen.sample_still_kept', status: 422 },
    ],
  });
  expect(wrapper.text()).toContain('可处理');
  const row = [...document.querySelectorAll('tbody button')].at(-1) as HTMLButtonElement;
  row.click();
  await flushPromises();
  expect(written()).toBeUndefined();
  wrapper.findComponent({ name: 'ConfirmDialog' }).vm.$emit('confirm');
  await flushPromises();
  expect(written()?.path).toContain('discarding');
  expect(wrapper.text()).toContain('留样未满 48 小时');
});

test('feedback is answered once', async () => {
  const { wrapper, written } = await open(FeedbackPage, {
    'POST /api/staff/canteen/feedback/fbk_1/reply': [200, {}],
  });
  expect(wrapper.text()).toContain('汤有点咸');
  expect(wrapper.text()).toContain('4 星');
  const answer = [...document.querySelectorAll('tbody button')].at(-1) as HTMLButtonElement;
  answer.click();
  await flushPromises();
  await type('dialog form textarea', '谢谢，已提醒后厨');
  await submit();
  expect(written()?.body).toEqual({ reply: '谢谢，已提醒后厨' });
});

test('clock times and weekday masks are read back as written', () => {
  expect(clockOf(1350)).toBe('22:30');
  expect(minuteOf('22:30')).toBe(1350);
  expect(minuteOf('24:00')).toBeNull();
  expect(maskOf(weekdaysOf(0b1100000))).toBe(0b1100000);
  expect(weekOf('2026-11-29')).toEqual(weekOf('2026-11-23'));
});
