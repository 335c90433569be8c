// What staff see of the register and what they send.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import { clauseOfAddress, clauseRoute } from '../address.ts';
import conformance from '../index.ts';
import ClausePage from './ClausePage.vue';
import ClausesPage from './ClausesPage.vue';
import OverviewPage from './OverviewPage.vue';
import ValuesPage from './ValuesPage.vue';

const noon = 1_795_406_400_000_000;
const line = {
  clause_id: '5.3.2-b-2.4',
  section: 'SMS',
  zh: '短信码最长有效60秒',
  en: 'SMS code is valid for at most 60 s',
  chapter: 5,
  kind: 'server',
  module: 'identity',
  priority: 1,
  state: 'tested',
  standing: 'ageing',
  newest_at_us: noon,
  test_count: 1,
  probe_count: 1,
  attested_count: 0,
};
const state = (name: string, count: number) => ({
  state: name,
  count,
  holds: 0,
  ageing: count,
  broken: 0,
});
const states = [
  state('tested', 60),
  state('measured', 2),
  state('recorded', 1),
  state('attested', 0),
  state('simulated', 3),
  { ...state('not_yet', 525), ageing: 0 },
];
const overview = {
  standard: 'Q/RZYH TG 0003-2024',
  catalogue_version: '2026.11.1',
  as_of_us: noon,
  clause_count: 591,
  states,
  first_priority: states,
  chapters: [{ chapter: 5, states }],
  modules: ['identity'],
  last_import: null,
  last_reading_at_us: null,
};
const attestation = {
  attestation_id: 'cfa_1',
  state: 'agreed',
  statement: '培训记录齐全',
  file_name: 'training.pdf',
  byte_count: 12,
  digest: 'ab12',
  approval_id: 'apv_1',
  maker_name: '林洁',
  made_at_us: noon,
  checker_name: '孙丽',
  agreed_at_us: noon,
  withdrawn_by_name: null,
  withdrawn_at_us: null,
  withdrawal_reason: '',
};
const clause = {
  line,
  evidence_wanted: 'Boundary test',
  thresholds: [{ name: 'otp_validity_s', value: '60' }],
  period_days: 7,
  tests: [
    {
      runner: 'gtest',
      test: 'log_in_by_code.code_dies_after_sixty_seconds',
      path: 'core/identity/server/log_in_test.cpp',
      is_simulated: false,
      outcome: 'unknown',
      finished_at_us: null,
    },
  ],
  probes: [
    {
      probe: 'identity.sms_code_validity',
      title_zh: '在用的短信验证码有效期',
      title_en: 'Validity',
      unit_zh: '秒',
      unit_en: 's',
      is_count: false,
      is_at_most: true,
      threshold: 60,
      amount: 60,
      read_at_us: noon,
      newest_at_us: null,
      outcome: 'within',
    },
  ],
  attestations: [attestation],
  value_keys: ['period_server_days'],
  history: [],
};
const value = {
  value_key: 'sms_code_digits',
  clauses: ['5.3.2-b-2.5'],
  zh: '短信验证码位数',
  en: 'Length of the SMS code',
  unit_zh: '位',
  unit_en: 'digits',
  amount: 6,
  proposed: 6,
  min: 6,
  max: 8,
  owner: '信息安全部',
  used_by: 'identity',
  is_decided: false,
  changes: [],
};

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
    display_name: '林洁',
    permissions: ['conformance.view_register', ...permissions],
  });
}
async function press(text: string): Promise<void> {
  const button = [...document.querySelectorAll('button')].find(
    (one) => one.textContent?.trim() === text,
  );
  button!.click();
  await flushPromises();
}

test('the overview counts clauses by what speaks for them', async () => {
  signIn();
  answerCalls({ 'GET /api/staff/conformance/overview': [200, overview] });
  const { wrapper } = await mountPage(OverviewPage, { module: conformance });
  await flushPromises();
  expect(wrapper.find('[data-state="tested"] strong').text()).toBe('60');
  expect(wrapper.find('[data-state="not_yet"]').text()).toContain('88.8%');
  expect(wrapper.text()).toContain('尚未导入测试结果');
  expect(wrapper.text()).not.toContain('立即测量');
});

test('who maintains the register measures at once', async () => {
  signIn('conformance.maintain_register');
  const calls = answerCalls({
    'GET /api/staff/conformance/overview': [200, overview],
    'POST /api/staff/conformance/measurements': [
      200,
      { reading_count: 9, outside_count: 0, unknown_count: 1, read_at_us: noon },
    ],
  });
  const { wrapper } = await mountPage(OverviewPage, { module: conformance });
  await flushPromises();
  await wrapper
    .findAll('button')
    .find((one) => one.text() === '立即测量')!
    .trigger('click');
  await flushPromises();
  expect(calls.filter((call) => call.method === 'POST')).toHaveLength(1);
});

test('clauses are listed with state and standing and narrowed by the server', async () => {
  signIn();
  const calls = answerCalls({
    'GET /api/staff/conformance/overview': [200, overview],
    'GET /api/staff/conformance/clauses': [200, { items: [line], total: 1, next_after: null }],
  });
  const { wrapper } = await mountPage(ClausesPage, { module: conformance });
  await flushPromises();
  expect(wrapper.text()).toContain('短信码最长有效60秒');
  expect(wrapper.text()).toContain('待更新');
  const asked = () => calls.filter((call) => call.path.endsWith('/clauses')).length;
  expect(asked()).toBe(1);
  await wrapper.findAll('select')[3]!.setValue('simulated');
  await flushPromises();
  expect(asked()).toBe(2);
});

test('a clause shows tests, readings against thresholds and who stands for it', async () => {
  signIn();
  answerCalls({ 'GET /api/staff/conformance/clauses/5.3.2-b-2.4': [200, clause] });
  const { wrapper } = await mountPage(ClausePage, {
    module: conformance,
    props: { clause_id: '5.3.2-b-2.4' },
  });
  await flushPromises();
  const text = wrapper.text();
  expect(text).toContain('log_in_by_code.code_dies_after_sixty_seconds');
  expect(text).toContain('结果未知');
  expect(text).toContain('不超过 60');
  expect(text).toContain('孙丽');
  expect(text).toContain('ab12');
  expect(text).not.toContain('撤回原因');
});

test('an agreed attachment is taken back with a reason', async () => {
  signIn('conformance.maintain_register');
  const calls = answerCalls({
    'GET /api/staff/conformance/clauses/5.3.2-b-2.4': [200, clause],
    'POST /api/staff/conformance/attestations/cfa_1/withdrawal': [
      200,
      { attestation_id: 'cfa_1', withdrawn_at_us: noon },
    ],
  });
  const { wrapper } = await mountPage(ClausePage, {
    module: conformance,
    props: { clause_id: '5.3.2-b-2.4' },
  });
  await flushPromises();
  await wrapper
    .findAll('button')
    .find((one) => one.text() === '撤回')!
    .trigger('click');
  await flushPromises();
  const field = document.querySelector<HTMLInputElement>('dialog[open] input, dialog input')!;
  field.value = '培训已过期';
  field.dispatchEvent(new Event('input'));
  await flushPromises();
  document.querySelector<HTMLFormElement>('dialog form')!.dispatchEvent(new Event('submit'));
  await flushPromises();
  expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ reason: '培训已过期' });
});

test('a value shows that it is a proposal and is changed by two people', async () => {
  signIn('conformance.maintain_register');
  const calls = answerCalls({
    'GET /api/staff/conformance/values': [200, { items: [value] }],
    'POST /api/staff/conformance/values/sms_code_digits/changes': [200, { approval_id: 'apv_1' }],
  });
  const { wrapper } = await mountPage(ValuesPage, { module: conformance });
  await flushPromises();
  expect(wrapper.text()).toContain('建议值');
  await wrapper
    .findAll('button')
    .find((one) => one.text() === '查看')!
    .trigger('click');
  await flushPromises();
  const inputs = [...document.querySelectorAll<HTMLInputElement>('dialog input')];
  const type = (at: number, text: string) => {
    inputs[at]!.value = text;
    inputs[at]!.dispatchEvent(new Event('input'));
  };
  type(0, '8');
  type(3, '按最新要求');
  await flushPromises();
  await press('提交复核');
  const sent = calls.find((call) => call.method === 'POST')?.body as Record<string, unknown>;
  expect(sent).toMatchObject({ amount: 8, owner: '信息安全部', reason: '按最新要求' });
});

test('the address of a clause has no dot, which the server would take for a file', () => {
  const { clause_id } = clauseRoute('5.3.2-b-2.4').params;
  expect(clause_id).toBe('5_3_2-b-2_4');
  expect(clauseOfAddress(clause_id)).toBe('5.3.2-b-2.4');
});
