// What customers see of menus and feedback: the main case, nothing there, and failures.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { dayOf } from '@dlfp/ui';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import canteen from '../../index.ts';
import FeedbackPage from './FeedbackPage.vue';
import MenuPage from './MenuPage.vue';
import RateCard from './RateCard.vue';
import { timeLeft } from './use-server-now.ts';

const second_us = 1_000_000;
const hour_us = 3600 * second_us;
const now_us = 1_795_406_400_000_000; // 2026-11-23 12:00 in China
const outlet = {
  outlet_id: 'out_1',
  name: '一号餐厅',
  address: '学府路 1 号',
  pick_up_note: '',
  operator_name: '阳光食堂',
  serving_now: '午餐',
};
const dish = {
  menu_item_id: 'mit_1',
  dish_id: 'dsh_1',
  name: '麻婆豆腐',
  description: '微辣',
  allergens: ['peanut', 'soy'],
  area_id: 'are_1',
  area_name: '小炒窗口',
  manage_mode: 'retail',
  pricing: 'per_item',
  price_fen: 690,
  stock_left: 3,
  energy_kj: 1200,
  protein_mg: 15_000,
  fat_mg: 16_000,
  carbohydrate_mg: 10_500,
  sodium_mg: 960,
};
const meal = (ordering_ends_at_us: number, dishes: unknown[] = [dish]) => ({
  period_id: 'mpe_1',
  category_id: 'mca_1',
  name: '晚餐',
  starts_at_us: now_us + 5 * hour_us,
  ends_at_us: now_us + 7 * hour_us,
  ordering_begins_at_us: now_us - 100 * hour_us,
  ordering_ends_at_us,
  ordering: 'open',
  dishes,
});
const menu = (meals: unknown[]) => ({
  outlet_id: 'out_1',
  outlet_name: '一号餐厅',
  day: dayOf(Date.now() * 1000),
  now_us,
  meals,
});

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
});
afterEach(() => {
  endSession();
  document.body.innerHTML = '';
});

async function showMenu(answer: readonly [number, unknown]) {
  const calls = answerCalls({
    'GET /api/canteen/outlets': [200, { outlets: [outlet] }],
    'GET /api/canteen/outlets/out_1/menu': answer,
  });
  return { calls, ...(await mountPage(MenuPage, { module: canteen })) };
}

test('the menu shows price, allergens, what is left and the time to order', async () => {
  const { wrapper } = await showMenu([200, menu([meal(now_us + 4 * hour_us)])]);
  const text = wrapper.text();
  expect(text).toContain('午餐供应中');
  expect(text).toContain('小炒窗口');
  expect(text).toContain('麻婆豆腐');
  expect(text).toContain('花生');
  expect(text).toContain('剩 3 份');
  expect(text).toContain('17:00–19:00');
  expect(text).toMatch(/4小时0分后截止预订|3小时59分后截止预订/);
  expect(wrapper.find('[data-fen="690"]').exists()).toBe(true);
});

test('after the cut-off nothing can be ordered, by the time of the server', async () => {
  const { wrapper } = await showMenu([200, menu([meal(now_us - second_us)])]);
  expect(wrapper.text()).toContain('预订已截止');
  expect(wrapper.text()).not.toContain('预订晚餐');
});

test('a meal that is over stands behind what can still be eaten', async () => {
  const over = { ...meal(now_us - 6 * hour_us), period_id: 'mpe_0', name: '早餐' };
  const past = { ...over, starts_at_us: now_us - 5 * hour_us, ends_at_us: now_us - 3 * hour_us };
  const { wrapper } = await showMenu([200, menu([past, meal(now_us + hour_us)])]);
  const heads = wrapper.findAll('.canteen-meal h2').map((head) => head.text());
  expect(heads).toEqual(['晚餐', '早餐']);
  expect(wrapper.text()).toContain('这一餐已结束');
});

test('a dish opens its label with nutrition', async () => {
  const { wrapper } = await showMenu([200, menu([meal(now_us + hour_us)])]);
  await wrapper.get('.canteen-meal-dish').trigger('click');
  await flushPromises();
  expect(document.body.textContent).toContain('1200 千焦');
  expect(document.body.textContent).toContain('15.0 克');
  expect(document.body.textContent).toContain('960 毫克');
});

test('a day without menu says so, another day is asked for by its tab', async () => {
  const { wrapper, calls } = await showMenu([200, menu([])]);
  expect(wrapper.text()).toContain('这天的菜单还没有公布');
  const before = calls.length;
  await wrapper
    .findAll('[role="tab"]')
    .find((tab) => tab.text() === '明天')!
    .trigger('click');
  await flushPromises();
  expect(calls.length).toBe(before + 1);
});

test('without outlets the page says what to do; a failure is worded', async () => {
  answerCalls({ 'GET /api/canteen/outlets': [200, { outlets: [] }] });
  const empty = await mountPage(MenuPage, { module: canteen });
  expect(empty.wrapper.text()).toContain('还没有可以看的餐厅');
  const failed = await showMenu([404, { code: 'canteen.outlet_not_found', status: 404 }]);
  expect(failed.wrapper.text()).toContain('没有找到这家餐厅');
});

test('the time left is told in days, hours, minutes and seconds', () => {
  expect(timeLeft(10, 10)).toBeNull();
  expect(timeLeft(now_us + 90 * second_us, now_us)).toEqual({
    days: 0,
    hours: 0,
    minutes: 1,
    seconds: 30,
  });
  expect(timeLeft(now_us + 49 * hour_us, now_us)).toMatchObject({ days: 2, hours: 1 });
});

const line = {
  feedback_id: 'fbk_1',
  outlet_id: 'out_1',
  outlet_name: '一号餐厅',
  words: '汤有点咸',
  reply: '谢谢，已提醒后厨',
  created_at_us: now_us,
  customer_name: '',
};

async function showFeedback(items: unknown[], post: readonly [number, unknown]) {
  beginSession({
    token: 'token',
    level: 'registered',
    subject_id: 'cus_1',
    display_name: '138****8000',
    permissions: [],
  });
  const calls = answerCalls({
    'GET /api/canteen/outlets': [200, { outlets: [outlet] }],
    'GET /api/canteen/feedback': [200, { items, next_after: null }],
    'POST /api/canteen/feedback': post,
  });
  return { calls, ...(await mountPage(FeedbackPage, { module: canteen })) };
}

test('feedback is sent to the outlet and answers are shown', async () => {
  const { wrapper, calls } = await showFeedback([line], [200, { feedback_id: 'fbk_2' }]);
  expect(wrapper.text()).toContain('谢谢，已提醒后厨');
  await wrapper.get('textarea').setValue(' 米饭偏硬 ');
  await wrapper.get('form').trigger('submit');
  await flushPromises();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({
    outlet_id: 'out_1',
    words: '米饭偏硬',
  });
  expect(wrapper.get('textarea').element.value).toBe('');
});

test('a refused feedback keeps the words', async () => {
  const { wrapper } = await showFeedback(
    [],
    [404, { code: 'canteen.outlet_not_found', status: 404 }],
  );
  expect(wrapper.text()).toContain('您还没有提过意见');
  await wrapper.get('textarea').setValue('米饭偏硬');
  await wrapper.get('form').trigger('submit');
  await flushPromises();
  expect(wrapper.text()).toContain('没有找到这家餐厅');
  expect(wrapper.get('textarea').element.value).toBe('米饭偏硬');
});

async function showRating(rating: unknown, post: readonly [number, unknown]) {
  const calls = answerCalls({
    'GET /api/canteen/orders/ord_1/rating': [200, { rating }],
    'POST /api/canteen/orders/ord_1/rating': post,
  });
  const props = { order_id: 'ord_1' };
  return { calls, ...(await mountPage(RateCard, { module: canteen, props })) };
}

test('an order is rated with stars; without any nothing is sent', async () => {
  const { wrapper, calls } = await showRating(null, [
    409,
    { code: 'canteen.order_rated', status: 409 },
  ]);
  expect(wrapper.get('form button[type="submit"]').attributes('disabled')).toBeDefined();
  wrapper.findComponent({ name: 'RatingField' }).vm.$emit('update:modelValue', 4);
  await flushPromises();
  await wrapper.get('form').trigger('submit');
  await flushPromises();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ stars: 4 });
  expect(wrapper.text()).toContain('您已经评价过了');
});

test('a rating that was given is shown instead of the form', async () => {
  const { wrapper } = await showRating({ ...line, stars: 5 }, [200, {}]);
  expect(wrapper.text()).toContain('您已评价：5 星');
  expect(wrapper.find('form').exists()).toBe(false);
});
