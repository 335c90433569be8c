// Checkers see what changes and decide; makers can only take back.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import approval from '../index.ts';
import RequestsPage from './RequestsPage.vue';

const waiting = {
  approval_id: 'apv_1',
  kind: 'probe.price',
  kind_title_zh: '菜品改价',
  subject_id: 'dish_1',
  summary: '红烧肉改价',
  state: 'waiting',
  maker_id: 'stf_1',
  maker_name: '李经理',
  created_at_us: 1_795_406_400_000_000,
  remark: '',
  changes: [
    { name: 'price_fen', before: '1200', after: '1300' },
    { name: 'reason', before: '', after: '停电未出餐' },
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

async function openedBy(subject_id: string) {
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id,
    display_name: '王复核',
    permissions: ['approval.view_approvals', 'approval.decide_approvals'],
  });
  const calls = answerCalls({
    'GET /api/staff/approvals': [200, { items: [waiting], next_after: null }],
    'POST /api/staff/approvals/apv_1/approval': [200, { approval_id: 'apv_1', state: 'approved' }],
  });
  const { wrapper } = await mountPage(RequestsPage, { module: approval });
  await wrapper
    .findAll('button')
    .find((one) => one.text() === '查看')!
    .trigger('click');
  await flushPromises();
  return { wrapper, calls };
}
const buttonsOfPage = () =>
  [...document.body.querySelectorAll('button')].map((one) => one.textContent?.trim());

test('the checker sees the differences and approves', async () => {
  const { calls, wrapper } = await openedBy('stf_2');
  expect(document.body.textContent).toContain('¥12.00');
  expect(document.body.textContent).toContain('¥13.00');
  expect(document.body.textContent).toContain('原因');
  const approve = [...document.body.querySelectorAll('button')].find(
    (one) => one.textContent?.trim() === '同意',
  );
  approve!.click();
  await flushPromises();
  expect(calls.filter((call) => call.method === 'POST')).toHaveLength(1);
  wrapper.unmount();
});

test('the maker can only take the change back', async () => {
  const { wrapper } = await openedBy('stf_1');
  expect(document.body.textContent).toContain('本人提交的申请须由他人复核');
  expect(buttonsOfPage()).toContain('撤回');
  expect(buttonsOfPage()).not.toContain('同意');
  wrapper.unmount();
});
