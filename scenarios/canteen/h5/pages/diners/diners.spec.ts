// The customer's purses, the way to a meal, and the switches.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import canteen_alone from '../../index.ts';
import DiningPage from './DiningPage.vue';
import MovePursePage from './MovePursePage.vue';
import PurseEntriesPage from './PurseEntriesPage.vue';
import PursesPage from './PursesPage.vue';
import SwitchesPage from './SwitchesPage.vue';

/** The canteen beside the modules that its pages lead to. */
const canteen = {
  ...canteen_alone,
  routes: [
    ...canteen_alone.routes,
    ...['identity.verify', 'account.overview'].map((name) => ({
      path: `/${name}`,
      name,
      component: { render: () => null },
      meta: { audience: 'public', title: { zh: '', en: '' } },
    })),
  ],
} as typeof canteen_alone;

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
});
afterEach(() => {
  document.body.innerHTML = '';
});

const purse = {
  kind: 'cash',
  name: '',
  account_id: 'lac_1',
  available_fen: 800,
  meals: [],
  valid_from: null,
  valid_until: null,
  is_usable_today: true,
};
const canteens = {
  canteens: [
    {
      organisation_id: 'org_1',
      organisation_name: '阳光食堂',
      diner_id: 'din_1',
      diner_number: '1001',
      purses: [
        {
          ...purse,
          kind: 'subsidy',
          name: '午餐补贴',
          account_id: 'lac_2',
          available_fen: 1_000,
          meals: ['午餐'],
          valid_from: '2026-11-23',
          valid_until: '2026-11-30',
        },
        purse,
        { ...purse, kind: 'eaccount', account_id: 'lac_3', available_fen: 50_000 },
      ],
    },
  ],
};
const dining = { obstacle: 'none', canteens: [], guests_welcome: [] };
const known = {
  organisation_id: 'org_1',
  organisation_name: '阳光食堂',
  diner_id: 'din_1',
  diner_number: '1001',
  price_class_name: '职工',
  may_dine: true,
  reason: '',
};
const switches = {
  uses_eaccount: true,
  counter_pin_free_max_fen: 5_000,
  counter_pin_free_highest_fen: 20_000,
  notifies_meals: true,
};

test('purses show what a meal can use today, each with its last day', async () => {
  answerCalls({ 'GET /api/canteen/purses': [200, canteens] });
  const { wrapper } = await mountPage(PursesPage, { module: canteen });
  expect(wrapper.find('[data-fen="1800"]').exists()).toBe(true);
  expect(wrapper.find('[data-purse="subsidy"]').text()).toContain('午餐');
  expect(wrapper.find('[data-purse="subsidy"]').text()).toContain('有效期至');
  expect(wrapper.find('[data-purse="eaccount"] [data-fen="50000"]').exists()).toBe(true);
});

test('the card that pays an order ahead is named below the purses', async () => {
  const [one] = canteens.canteens;
  const with_card = { canteens: [{ ...one, linked_card: '6222 **** 0011' }] };
  answerCalls({ 'GET /api/canteen/purses': [200, with_card] });
  const { wrapper } = await mountPage(PursesPage, { module: canteen });
  expect(wrapper.find('[data-linked-card]').text()).toContain('加挂卡 6222 **** 0011');
});

test('a customer without purses is led to the way in', async () => {
  answerCalls({ 'GET /api/canteen/purses': [200, { canteens: [] }] });
  const { wrapper } = await mountPage(PursesPage, { module: canteen });
  expect(wrapper.text()).toContain('还没有餐厅钱包');
});

test('arrears are named as owed', async () => {
  const [one] = canteens.canteens;
  answerCalls({
    'GET /api/canteen/purses': [
      200,
      { canteens: [{ ...one, purses: [{ ...purse, available_fen: -100 }] }] },
    ],
  });
  const { wrapper } = await mountPage(PursesPage, { module: canteen });
  expect(wrapper.find('[data-purse="cash"]').text()).toContain('欠款');
});

test('entries of a purse have their sign', async () => {
  answerCalls({
    'GET /api/canteen/purses/lac_1/entries': [
      200,
      {
        items: [
          {
            seq: 2,
            is_incoming: false,
            amount_fen: 580,
            balance_after_fen: 220,
            memo: '午餐',
            posted_at_us: 1_795_406_400_000_000,
          },
        ],
        next_after: null,
      },
    ],
  });
  const { wrapper } = await mountPage(PurseEntriesPage, {
    module: canteen,
    props: { account_id: 'lac_1' },
  });
  expect(wrapper.find('[data-fen="-580"]').exists()).toBe(true);
});

test('a top-up asks for the PIN and shows the balance afterwards', async () => {
  const calls = answerCalls({
    'GET /api/canteen/purses': [200, canteens],
    'POST /api/canteen/purses/top-up': [200, { amount_fen: 2_000, cash_fen: 2_800 }],
  });
  const { wrapper } = await mountPage(MovePursePage, {
    module: canteen,
    props: { organisation_id: 'org_1', direction: 'top-up' },
  });
  await wrapper.find('input').setValue('20');
  await wrapper.find('form').trigger('submit');
  await wrapper.findComponent({ name: 'PinPad' }).vm.$emit('complete', '284913');
  await flushPromises();
  expect(calls.at(-1)?.body).toEqual({
    organisation_id: 'org_1',
    amount_fen: 2_000,
    payment_pin: '284913',
  });
  expect(wrapper.find('[data-moved] [data-fen="2800"]').exists()).toBe(true);
});

test('a refused top-up says why and nothing is shown as moved', async () => {
  answerCalls({
    'GET /api/canteen/purses': [200, canteens],
    'POST /api/canteen/purses/top-up': [422, { code: 'canteen.eaccount_missing', status: 422 }],
  });
  const { wrapper } = await mountPage(MovePursePage, {
    module: canteen,
    props: { organisation_id: 'org_1', direction: 'top-up' },
  });
  await wrapper.find('input').setValue('20');
  await wrapper.find('form').trigger('submit');
  await wrapper.findComponent({ name: 'PinPad' }).vm.$emit('complete', '284913');
  await flushPromises();
  expect(document.querySelector('[data-code="canteen.eaccount_missing"]')?.textContent).toContain(
    '电子账户',
  );
  expect(wrapper.find('[data-moved]').exists()).toBe(false);
});

test.each([
  ['not_verified', '先做实名认证'],
  ['account_missing', '绑定一张卡'],
  ['unknown_to_canteen', '餐厅还不认识您'],
])('who may not dine yet learns the next step: %s', async (obstacle, words) => {
  answerCalls({ 'GET /api/canteen/dining': [200, { ...dining, obstacle }] });
  const { wrapper } = await mountPage(DiningPage, { module: canteen });
  expect(wrapper.find(`[data-step="${obstacle}"]`).text()).toContain(words);
});

test('looking for the own canteens shows what was found', async () => {
  answerCalls({
    'GET /api/canteen/dining': [200, { ...dining, obstacle: 'unknown_to_canteen' }],
    'POST /api/canteen/dining/link': [200, { ...dining, canteens: [known] }],
  });
  const { wrapper } = await mountPage(DiningPage, { module: canteen });
  await wrapper.find('[data-link]').trigger('click');
  await flushPromises();
  expect(wrapper.text()).toContain('阳光食堂');
  expect(wrapper.text()).toContain('就餐号 1001 · 职工');
  expect(wrapper.text()).toContain('可以就餐');
  expect(wrapper.find('[data-step]').exists()).toBe(false);
});

test('a diner who may not buy is told the reason', async () => {
  answerCalls({
    'GET /api/canteen/dining': [
      200,
      { ...dining, canteens: [{ ...known, may_dine: false, reason: 'canteen.diner_disabled' }] },
    ],
  });
  const { wrapper } = await mountPage(DiningPage, { module: canteen });
  expect(wrapper.text()).toContain('停用您的就餐资格');
});

test('a guest joins a canteen that welcomes guests', async () => {
  const calls = answerCalls({
    'GET /api/canteen/dining': [
      200,
      {
        ...dining,
        obstacle: 'unknown_to_canteen',
        guests_welcome: [{ organisation_id: 'org_1', organisation_name: '阳光食堂' }],
      },
    ],
    'POST /api/canteen/dining/guest': [200, { ...dining, canteens: [known] }],
  });
  const { wrapper } = await mountPage(DiningPage, { module: canteen });
  await wrapper.find('[data-join]').trigger('click');
  await flushPromises();
  expect(calls.at(-1)?.body).toEqual({ organisation_id: 'org_1' });
  expect(wrapper.text()).toContain('可以就餐');
});

test('switches are stored as they stand', async () => {
  const calls = answerCalls({
    'GET /api/canteen/switches': [200, switches],
    'PUT /api/canteen/switches': [200, switches],
  });
  const { wrapper } = await mountPage(SwitchesPage, { module: canteen });
  await wrapper.findAll('input[type="checkbox"]')[0]?.setValue(false);
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({
    uses_eaccount: false,
    counter_pin_free_max_fen: 5_000,
    notifies_meals: true,
  });
});

test('a limit that is too high is refused with the highest one', async () => {
  answerCalls({
    'GET /api/canteen/switches': [200, switches],
    'PUT /api/canteen/switches': [
      422,
      { code: 'canteen.counter_limit_too_high', status: 422, limit_fen: 20_000 },
    ],
  });
  const { wrapper } = await mountPage(SwitchesPage, { module: canteen });
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(wrapper.find('[data-code="canteen.counter_limit_too_high"]').text()).toContain('¥200.00');
});
