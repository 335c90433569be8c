// Staff keep diners, import lists, grant subsidies.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import canteen_alone from '../../index.ts';
import DinerPage from './DinerPage.vue';
import DinersPage from './DinersPage.vue';
import ImportSheet from './ImportSheet.vue';
import SubsidiesPage from './SubsidiesPage.vue';

/** The canteen beside the modules that its pages lead to. */
const canteen = {
  ...canteen_alone,
  routes: [
    ...canteen_alone.routes,
    ...['approval.requests'].map((name) => ({
      path: `/${name}`,
      name,
      component: { render: () => null },
      meta: { title: { zh: '', en: '' } },
    })),
  ],
} as typeof canteen_alone;

beforeEach(() => {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(() => undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => undefined);
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '吴经理',
    permissions: ['canteen.view', 'canteen.manage_diners', 'canteen.manage_subsidies'],
  });
});
afterEach(() => {
  endSession();
  document.body.innerHTML = '';
});

const diner = {
  diner_id: 'din_1',
  diner_number: '1001',
  masked_name: '*三',
  masked_mobile: '138****8000',
  department: '技术部',
  price_class_id: 'pcl_1',
  price_class_name: '职工',
  avoided_allergens: '',
  card_number: 'C-1',
  is_linked: true,
  state: 'active',
  version: 3,
  merged_into: null,
  created_at_us: 1_795_406_400_000_000,
};
const rule = {
  allows_guests: false,
  guest_price_class_id: null,
  classes: [{ price_class_id: 'pcl_1', name: '职工' }],
};
const version = {
  version: 2,
  changed_at_us: 1_795_406_400_000_000,
  changed_by_name: '吴经理',
  change: 'edited',
  diner_number: '1001',
  masked_name: '*三',
  masked_mobile: '138****8000',
  department: '后勤部',
  price_class_name: '职工',
  avoided_allergens: '',
  card_number: null,
};
const page_answers = {
  'GET /api/staff/canteen/dining-rule': [200, rule],
  'GET /api/staff/canteen/diners/din_1': [200, { diner, purses: [] }],
  'GET /api/staff/canteen/diners/din_1/versions': [200, { items: [version] }],
} as const;

function bodyText(): string {
  return document.body.textContent ?? '';
}

test('diners are listed masked, and the search names what was typed', async () => {
  answerCalls({
    'GET /api/staff/canteen/dining-rule': [200, rule],
    'GET /api/staff/canteen/diners': [200, { items: [diner], next_after: null }],
  });
  const fetched = vi.spyOn(globalThis, 'fetch');
  const { wrapper } = await mountPage(DinersPage, { module: canteen });
  expect(wrapper.text()).toContain('138****8000');
  await wrapper.findAll('input')[1]?.setValue('张三');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  const asked = fetched.mock.calls.at(-1)?.[0] as Request;
  expect(new URL(asked.url).searchParams.get('name')).toBe('张三');
});

test('the record before each change is shown', async () => {
  answerCalls({ ...page_answers });
  const { wrapper } = await mountPage(DinerPage, {
    module: canteen,
    props: { diner_id: 'din_1' },
  });
  expect(wrapper.text()).toContain('后勤部');
  expect(wrapper.text()).toContain('修改资料');
});

test('disabling a diner that somebody merged meanwhile says so', async () => {
  answerCalls({
    ...page_answers,
    'PUT /api/staff/canteen/diners/din_1/state': [
      422,
      { code: 'canteen.diner_merged', status: 422 },
    ],
  });
  const { wrapper } = await mountPage(DinerPage, {
    module: canteen,
    props: { diner_id: 'din_1' },
  });
  await wrapper.find('[data-state]').trigger('click');
  await flushPromises();
  expect(wrapper.find('[data-code="canteen.diner_merged"]').text()).toContain('已合并');
});

const looked = {
  content_hash: 'a'.repeat(64),
  row_count: 2,
  added_count: 1,
  changed_count: 0,
  unchanged_count: 0,
  wrong_count: 1,
  rows: [
    {
      line: 3,
      diner_number: '1002',
      masked_name: '*四',
      masked_mobile: '137****',
      department: '',
      price_class: '',
      card_number: '',
      verdict: 'wrong',
      problem: 'mobile_malformed',
    },
  ],
  error_csv: '行号\n3',
};

async function chooseFile(table: Parameters<typeof answerCalls>[0]) {
  const calls = answerCalls(table);
  await mountPage(ImportSheet, { module: canteen, props: { open: true } });
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error('the sheet takes no file');
  Object.defineProperty(input, 'files', { value: [new File(['工号,姓名,手机号\n'], '名单.csv')] });
  input.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(calls.length).toBeGreaterThan(0));
  await flushPromises();
  return calls;
}

test('a file is judged row by row before anything is imported', async () => {
  const calls = await chooseFile({
    'POST /api/staff/canteen/diner-import/preview': [200, looked],
    'POST /api/staff/canteen/diner-import': [200, looked],
  });
  expect(document.querySelector('[data-counts]')?.textContent).toContain('错误 1');
  expect(bodyText()).toContain('手机号有误');
  document.querySelector<HTMLElement>('[data-confirm]')?.click();
  await flushPromises();
  expect(calls.at(-1)?.body).toMatchObject({
    content_hash: looked.content_hash,
    file_name: '名单.csv',
  });
});

test('a file without the needed column names it', async () => {
  await chooseFile({
    'POST /api/staff/canteen/diner-import/preview': [
      422,
      { code: 'canteen.import_column_missing', status: 422, column: '手机号' },
    ],
  });
  const notice = document.querySelector('[data-code="canteen.import_column_missing"]');
  expect(notice?.textContent).toContain('手机号');
});

const subsidies = {
  'GET /api/staff/canteen/dining-rule': [200, rule],
  'GET /api/staff/canteen/subsidy-types': [
    200,
    {
      items: [
        {
          type_id: 'sbt_1',
          name: '午餐补贴',
          category_ids: ['mca_1'],
          category_names: ['午餐'],
          priority: 1,
          carries_over: false,
          state: 'active',
        },
      ],
      categories: [{ category_id: 'mca_1', name: '午餐' }],
    },
  ],
  'GET /api/staff/canteen/subsidy-funding': [200, { balance_fen: 500_000, settlement_fen: 12_300 }],
  'GET /api/staff/canteen/subsidy-grants': [200, { items: [], next_after: null }],
} as const;

test('subsidies show the funding, the kinds and that nothing was granted yet', async () => {
  answerCalls({ ...subsidies });
  const { wrapper } = await mountPage(SubsidiesPage, { module: canteen });
  expect(wrapper.text()).toContain('¥5,000.00');
  expect(wrapper.text()).toContain('午餐补贴');
  expect(bodyText() + wrapper.text()).toContain('还没有发放记录');
});

test('putting in more than was settled says what there is', async () => {
  answerCalls({
    ...subsidies,
    'POST /api/staff/canteen/subsidy-funding': [
      422,
      { code: 'canteen.settlement_short', status: 422, available_fen: 12_300 },
    ],
  });
  const { wrapper } = await mountPage(SubsidiesPage, { module: canteen });
  await wrapper.find('form input').setValue('200');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(wrapper.find('[data-code="canteen.settlement_short"]').text()).toContain('¥123.00');
});
