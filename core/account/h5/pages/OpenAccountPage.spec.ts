// Opening an account: what is sent, what the bank's refusals look like.
import { expect, test, vi } from 'vitest';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import account_module from '../index.ts';
import LinkCardPage from './LinkCardPage.vue';
import OpenAccountPage from './OpenAccountPage.vue';

async function filled(page: typeof OpenAccountPage, number: string, mobile: string) {
  const { wrapper, router } = await mountPage(page, { module: account_module });
  const [number_field, mobile_field] = wrapper.findAll(
    'input:not([type=radio]):not([type=checkbox])',
  );
  await number_field?.setValue(number);
  await mobile_field?.setValue(mobile);
  const box = wrapper.find('input[type=checkbox]');
  if (box.exists()) await box.setValue(true);
  return { wrapper, router };
}

test('the five elements are sent and the binding is shown', async () => {
  const calls = answerCalls({
    'POST /api/accounts': [
      200,
      {
        account_id: 'lac_1',
        account_class: 'class_two',
        bound_number_masked: '6222***********0011',
        bound_bank_name: '榕城银行',
      },
    ],
  });
  const { wrapper } = await filled(OpenAccountPage, '6222 0200 0000 0000 011', '13800138000');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(calls[0]?.body).toEqual({
    account_class: 'class_two',
    bound_account_number: '6222020000000000011',
    reserved_mobile: '13800138000',
  });
  expect(wrapper.text()).toContain('开户成功');
  expect(wrapper.text()).toContain('6222***********0011');
});

test('a malformed number is refused before anything is sent', async () => {
  const calls = answerCalls({});
  const { wrapper } = await filled(OpenAccountPage, '6222', '138');
  await wrapper.find('form').trigger('submit');
  expect(wrapper.text()).toContain('请输入 12 至 19 位卡号');
  expect(wrapper.text()).toContain('请输入 11 位手机号');
  expect(calls).toHaveLength(0);
});

test('a wrong reserved number is said in words', async () => {
  answerCalls({
    'POST /api/accounts': [422, { code: 'account.bound_mobile_differs', status: 422 }],
  });
  const { wrapper } = await filled(OpenAccountPage, '6222020000000000011', '13800138001');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(wrapper.text()).toContain('手机号与银行预留的不一致');
});

test('a linked card leads back to the overview', async () => {
  const calls = answerCalls({ 'POST /api/linked-cards': [200, {}] });
  const { wrapper, router } = await filled(LinkCardPage, '6259000000000000033', '13800138000');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(calls[0]?.body).toEqual({
    card_number: '6259000000000000033',
    reserved_mobile: '13800138000',
  });
  await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('account.overview'));
});
