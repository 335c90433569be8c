// Staff steer the sandbox host.
import { expect, test } from 'vitest';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import host_module from '../index.ts';
import SandboxPage from './SandboxPage.vue';

const row = {
  account_number: '6222020000000000011',
  bank_code: 'RZYH',
  bank_name: '榕城银行',
  account_class: 'class_one',
  holder_name: '张三',
  id_number: '110101199003070038',
  mobile: '13800138000',
  balance_fen: 5_000_000,
  is_frozen: false,
  script: 'normal',
};

test('accounts are listed, marked as sandbox, and frozen by a press', async () => {
  const calls = answerCalls({
    'GET /api/host/sandbox': [200, { adapter: 'sandbox', next_script: 'normal', items: [row] }],
    'PUT /api/host/sandbox/accounts/6222020000000000011': [200, {}],
  });
  const { wrapper } = await mountPage(SandboxPage, { module: host_module });
  expect(wrapper.text()).toContain('不是真实的核心系统');
  expect(wrapper.text()).toContain('张三');
  await wrapper
    .findAll('button')
    .find((button) => button.text() === '冻结')
    ?.trigger('click');
  await flushPromises();
  expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({
    is_frozen: true,
    script: 'normal',
  });
});

test('the next movement is made to time out', async () => {
  const calls = answerCalls({
    'GET /api/host/sandbox': [200, { adapter: 'sandbox', next_script: 'normal', items: [] }],
    'PUT /api/host/sandbox/next-call': [200, {}],
  });
  const { wrapper } = await mountPage(SandboxPage, { module: host_module });
  await wrapper.find('select').setValue('times_out_moved');
  await flushPromises();
  expect(calls.find((call) => call.method === 'PUT')?.body).toEqual({ script: 'times_out_moved' });
});

test('an installation without a sandbox says so', async () => {
  answerCalls({ 'GET /api/host/sandbox': [404, { code: 'host.sandbox_absent', status: 404 }] });
  const { wrapper } = await mountPage(SandboxPage, { module: host_module });
  expect(wrapper.text()).toContain('当前环境没有沙箱');
});
