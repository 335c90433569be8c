// What staff see of prices and what they send.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import { emptyCollection } from '../choices.ts';
import pricing from '../index.ts';
import { minuteText, parseMinute, parseWhole } from '../minutes.ts';
import ComparisonPage from './ComparisonPage.vue';
import TablePage from './TablePage.vue';
import TablesPage from './TablesPage.vue';
import VersionPage from './VersionPage.vue';

const noon = 1_795_406_400_000_000;
const line = {
  version_id: 'prv_1',
  number: 1,
  revision: 3,
  state: 'draft',
  is_in_force: false,
  note: '首版',
  valid_from: null,
  maker_name: '吴经理',
  changed_at_us: noon,
  checker_name: null,
  decided_at_us: null,
};
const in_force = { ...line, version_id: 'prv_0', state: 'approved', is_in_force: true };
const policy = {
  boundary: 'inclusive',
  time_unit: 'exact',
  rounding: 'up',
  rounding_scope: 'each_stretch',
  band_transition: 'at_edge',
  after_payment: 'cumulative_difference',
  grace_minutes: 15,
  overpayment: 'kept',
  prepayment: 'allowed',
  coupon_time: 'value_of_minutes',
  coupon_place: 'after_cap',
  coupon_combination: 'stack',
  expired_pass_free_days: 0,
  free_after_pass: 'without_free',
  missing_entry: 'call_staff',
  missing_entry_fee_fen: 0,
  plate_match: 'exact',
};
const table = () => ({
  name: '停车场',
  policy,
  collections: [{ ...emptyCollection([]), name: '全部车辆' }],
});
const gap = {
  kind: 'gap',
  place: '/collections/0',
  other_place: '',
  duration_start: 60,
  duration_end: null,
  from_minute: 0,
  until_minute: 480,
  day_kinds: ['working_day', 'rest_day'],
  weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
};
const negative = { ...gap, kind: 'bad_number', place: '/collections/0/lines/0/increment_minutes' };
const shown = (findings: unknown[] = [], version: object = line) => ({
  table_id: 'prt_1',
  code: 'car_park',
  version,
  table: table(),
  findings,
});
const version_path = '/api/staff/pricing/versions/prv_1';

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
});
afterEach(() => {
  endSession();
  document.body.innerHTML = '';
});
function signIn(...permissions: string[]): void {
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '吴经理',
    permissions: ['pricing.view', ...permissions],
  });
}
async function press(text: string): Promise<void> {
  const button = [...document.querySelectorAll('button')].find(
    (one) => one.textContent?.trim() === text,
  );
  button!.click();
  await flushPromises();
}
async function openVersion(answer: unknown, more: Parameters<typeof answerCalls>[0] = {}) {
  const calls = answerCalls({ [`GET ${version_path}`]: [200, answer], ...more });
  const { wrapper } = await mountPage(VersionPage, {
    module: pricing,
    props: { version_id: 'prv_1' },
  });
  await flushPromises();
  return { calls, wrapper };
}

test('tables show what is in force and what comes next', async () => {
  signIn();
  answerCalls({
    'GET /api/staff/pricing/tables': [
      200,
      {
        items: [
          {
            table_id: 'prt_1',
            code: 'car_park',
            name: '停车场',
            version_count: 2,
            in_force: { ...in_force, valid_from: '2026-11-01' },
            latest: { ...line, number: 2 },
          },
        ],
      },
    ],
  });
  const { wrapper } = await mountPage(TablesPage, { module: pricing });
  await flushPromises();
  expect(wrapper.text()).toContain('第 1 版');
  expect(wrapper.text()).toContain('2026-11-01');
  expect(wrapper.text()).toContain('草稿');
  expect(wrapper.text()).not.toContain('新建费率表');
});

test('an operator without tables is told so and may create one', async () => {
  signIn('pricing.edit');
  answerCalls({ 'GET /api/staff/pricing/tables': [200, { items: [] }] });
  const { wrapper } = await mountPage(TablesPage, { module: pricing });
  await flushPromises();
  expect(wrapper.text()).toContain('还没有费率表');
  expect(wrapper.text()).toContain('新建费率表');
});

test('a list that cannot be loaded says so', async () => {
  signIn();
  answerCalls({
    'GET /api/staff/pricing/tables': [
      403,
      { code: 'api.permission_missing', class: 'forbidden', status: 403, title: '' },
    ],
  });
  const { wrapper } = await mountPage(TablesPage, { module: pricing });
  await flushPromises();
  expect(wrapper.find('[role="alert"]').exists()).toBe(true);
});

test('the next version is drafted from an earlier one', async () => {
  signIn('pricing.edit');
  const calls = answerCalls({
    'GET /api/staff/pricing/tables/prt_1': [
      200,
      { table_id: 'prt_1', code: 'car_park', name: '停车场', versions: [in_force] },
    ],
    'POST /api/staff/pricing/tables/prt_1/versions': [
      200,
      { table_id: 'prt_1', version_id: 'prv_2' },
    ],
  });
  const { wrapper, router } = await mountPage(TablePage, {
    module: pricing,
    props: { table_id: 'prt_1' },
  });
  await flushPromises();
  expect(wrapper.text()).toContain('执行中');
  await press('以此起草');
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ from_version_id: 'prv_0' });
  expect(router.currentRoute.value.params['version_id']).toBe('prv_2');
});

test('findings are said in words with their place, and at the place', async () => {
  signIn('pricing.edit');
  const { wrapper } = await openVersion(shown([gap, negative]));
  expect(wrapper.text()).toContain('2 处需要修改');
  expect(wrapper.text()).toContain('费率组 1');
  expect(wrapper.text()).toContain('没有费率：停放 60 分钟后，00:00–08:00，工作日、休息日');
  expect(wrapper.text()).toContain('费率组 1 › 费率项 1 › 每多少分钟');
  const field = wrapper.find('[id="/collections/0/lines/0"]');
  expect(field.text()).toContain('数值超出范围');
  const submit = wrapper.findAll('button').find((one) => one.text() === '提交复核')!;
  expect(submit.attributes('disabled')).toBeDefined();
});

test('a changed draft is saved with the revision that was read', async () => {
  signIn('pricing.edit');
  const { calls, wrapper } = await openVersion(shown(), {
    [`PUT ${version_path}/content`]: [200, { revision: 4, findings: [gap] }],
  });
  expect(wrapper.text()).toContain('没有发现问题');
  await wrapper.findAll('input')[1]!.setValue('夜间调价');
  expect(wrapper.text()).toContain('有未保存的修改');
  await press('保存草稿');
  const sent = calls.find((call) => call.method === 'PUT')?.body as { revision: number };
  expect(sent).toMatchObject({ revision: 3, note: '夜间调价' });
  expect(wrapper.text()).not.toContain('有未保存的修改');
  expect(wrapper.text()).toContain('1 处需要修改');
});

test('what was saved by somebody else in between is not overwritten', async () => {
  signIn('pricing.edit');
  const { wrapper } = await openVersion(shown(), {
    [`PUT ${version_path}/content`]: [
      409,
      { code: 'pricing.version_changed', class: 'conflict', status: 409, title: '', revision: 5 },
    ],
  });
  await wrapper.findAll('input')[1]!.setValue('夜间调价');
  await press('保存草稿');
  expect(wrapper.text()).toContain('别人刚保存过');
  expect(wrapper.text()).toContain('有未保存的修改');
});

test('an approved version cannot be changed', async () => {
  signIn('pricing.edit');
  const { wrapper } = await openVersion(shown([], in_force));
  expect(wrapper.text()).toContain('已提交或批准的版本不能修改');
  const controls = wrapper.findAll('input:not([type="checkbox"]), select, fieldset');
  expect(controls.length).toBeGreaterThan(30);
  expect(controls.filter((one) => one.attributes('disabled') === undefined)).toEqual([]);
  expect(wrapper.text()).not.toContain('保存草稿');
});

const step = { from_us: noon, until_us: noon, place: -1, units: 0, amount_fen: 0, occurrences: 1 };
const explained = {
  price: {
    uncapped_fen: 1500,
    list_fen: 1500,
    discount_fen: 0,
    total_fen: 1500,
    paid_fen: 0,
    due_fen: 1500,
    overpaid_fen: 0,
    coupons: [],
    carried: null,
  },
  steps: [
    { ...step, kind: 'collection', place: 0 },
    { ...step, kind: 'stretch', place: 0, units: 3, amount_fen: 500, occurrences: 3 },
  ],
  steps_left_out: 0,
};

test('a trial prices what is on the screen and says why', async () => {
  signIn();
  const { calls, wrapper } = await openVersion(shown(), {
    'POST /api/staff/pricing/trials': [200, { findings: [], explained }],
  });
  await press('试算');
  await wrapper.find('form.pricing-trial').trigger('submit');
  await flushPromises();
  const sent = calls.find((call) => call.method === 'POST')?.body as { stay: unknown };
  expect(sent.stay).toMatchObject({ visit_number: 1, coupons: [], payments: [] });
  expect(wrapper.find('[data-total]').text()).toBe('¥15.00');
  expect(wrapper.text()).toContain('适用费率组：全部车辆');
  expect(wrapper.text()).toContain('3 个单位');
  expect(wrapper.text()).toContain('× 3 次');
});

test('a trial of a broken table says what is wrong instead of a price', async () => {
  signIn();
  const { wrapper } = await openVersion(shown([gap]), {
    'POST /api/staff/pricing/trials': [200, { findings: [gap], explained: null }],
  });
  await press('试算');
  await wrapper.find('form.pricing-trial').trigger('submit');
  await flushPromises();
  expect(wrapper.text()).toContain('先改正费率表');
  expect(wrapper.find('[data-total]').exists()).toBe(false);
});

test('a comparison shows what differs and what stays cost', async () => {
  signIn();
  answerCalls({
    'GET /api/staff/pricing/comparison': [
      200,
      {
        from_number: 1,
        to_number: 2,
        differences: [
          { place: '/collections/all/max_value_fen', before: '3000', after: null },
          { place: '/collections/all/lines/day/type', before: 'flat_rate', after: null },
          { place: '/collections/all/eligibility/energies', before: null, after: 'new_energy' },
          { place: '/policy/rounding', before: 'up', after: 'down' },
        ],
        samples: [
          { entered_at_us: noon, minutes: 60, energy: 'fuel', before_fen: 500, after_fen: 800 },
          { entered_at_us: noon, minutes: 15, energy: 'fuel', before_fen: 500, after_fen: null },
        ],
      },
    ],
  });
  const { wrapper } = await mountPage(ComparisonPage, {
    module: pricing,
    props: { from_version_id: 'prv_0', to_version_id: 'prv_1' },
  });
  await flushPromises();
  const text = wrapper.text();
  expect(text).toContain('all › 每周期封顶');
  expect(text).toContain('¥30.00');
  expect(text).toContain('all › day › 计价方式');
  expect(text).toContain('按次');
  expect(text).toContain('新能源');
  expect(text).toContain('按一单位计');
  expect(text).toContain('+¥3.00');
  expect(text).toContain('1 小时');
  expect(text).toContain('不能计价');
});

test('minutes of the day are read and written as people do', () => {
  expect(minuteText(1440)).toBe('24:00');
  expect(parseMinute('7:05')).toBe(425);
  expect(parseMinute('24:00')).toBe(1440);
  for (const wrong of ['24:01', '7:60', '730', '']) expect(parseMinute(wrong)).toBeNull();
  expect(parseWhole('030')).toBe(30);
  for (const wrong of ['', '-1', '1.5', '12345678']) expect(parseWhole(wrong)).toBeNull();
});
