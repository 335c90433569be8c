// Auditors see acts with their changes and learn where a chain breaks.
import { afterEach, expect, test } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import audit from '../index.ts';
import RecordsPage from './RecordsPage.vue';

const list = {
  items: [
    {
      seq: 7,
      at_us: 1_795_406_400_000_000,
      actor_kind: 'staff',
      actor_id: 'stf_1',
      action: 'canteen.change_menu',
      subject_kind: 'canteen_dish',
      subject_id: 'dish_1',
      changes: [{ name: 'price_fen', before: '1200', after: '1300' }],
    },
  ],
  next_after: null,
};
afterEach(() => endSession());

function signIn(...permissions: string[]): void {
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '审计员',
    permissions,
  });
}

async function verdictOf(answer: object): Promise<string> {
  signIn('audit.view_records', 'audit.verify_records');
  answerCalls({
    'GET /api/staff/audit/records': [200, list],
    'GET /api/staff/audit/verification': [200, answer],
  });
  const { wrapper } = await mountPage(RecordsPage, { module: audit });
  const button = wrapper.findAll('button').find((one) => one.text() === '校验审计链');
  await button!.trigger('click');
  await flushPromises();
  return wrapper.find('[data-verdict]').text();
}

test('a record shows who did what and what changed', async () => {
  signIn('audit.view_records');
  answerCalls({ 'GET /api/staff/audit/records': [200, list] });
  const { wrapper } = await mountPage(RecordsPage, { module: audit });
  expect(wrapper.text()).toContain('canteen.change_menu');
  expect(wrapper.text()).toContain('price_fen: 1200 → 1300');
  expect(wrapper.text()).not.toContain('校验审计链');
});

test('a whole chain is said to be whole', async () => {
  const text = await verdictOf({ checked: 7, head_seq: 7, broken_seq: null, reason: null });
  expect(text).toContain('审计链完整：已校验 7 条记录');
});

test('a broken chain names the record and the reason', async () => {
  const text = await verdictOf({
    checked: 2,
    head_seq: 7,
    broken_seq: 3,
    reason: 'content_differs',
  });
  expect(text).toContain('第 3 条断裂：记录内容被改动');
});
