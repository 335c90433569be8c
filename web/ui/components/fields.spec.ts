// Fields: what is typed, what is read out, what is refused.
import { expect, test, vi } from 'vitest';
import { mountPage, flushPromises } from '../testing.ts';
import CheckField from './CheckField.vue';
import ChoiceField from './ChoiceField.vue';
import CodeInput from './CodeInput.vue';
import FieldRow from './FieldRow.vue';
import MoneyField from './MoneyField.vue';
import RatingField from './RatingField.vue';
import SelectField from './SelectField.vue';
import StepperField from './StepperField.vue';
import TextAreaField from './TextAreaField.vue';
import TextField from './TextField.vue';

const last = (events: unknown[][] | undefined) => events?.at(-1)?.[0];

test('a text field ties its label, hint and error to the input', async () => {
  const props = { label: '姓名', hint: '与身份证一致', error: '请填写姓名', modelValue: '' };
  const { wrapper } = await mountPage(TextField, { props });
  const input = wrapper.get('input');
  expect(wrapper.get('label').attributes('for')).toBe(input.attributes('id'));
  const described = input.attributes('aria-describedby')?.split(' ') ?? [];
  const words = described.map((id) => document.getElementById(id)?.textContent?.trim());
  expect(words).toEqual(['与身份证一致', '请填写姓名']);
  expect(input.attributes('aria-invalid')).toBe('true');
  expect(wrapper.get('[role="alert"]').text()).toBe('请填写姓名');
});

test('a field without a problem is not announced as wrong', async () => {
  const { wrapper } = await mountPage(TextField, { props: { label: '姓名', modelValue: '' } });
  expect(wrapper.get('input').attributes('aria-invalid')).toBeUndefined();
  expect(wrapper.find('[role="alert"]').exists()).toBe(false);
});

test('a password can be looked at and hidden again', async () => {
  const props = { label: '密码', type: 'password', modelValue: 'x' };
  const { wrapper } = await mountPage(TextField, { props });
  const eye = wrapper.get('button');
  expect(eye.attributes('aria-label')).toBe('显示密码');
  await eye.trigger('click');
  expect(wrapper.get('input').attributes('type')).toBe('text');
  await eye.trigger('click');
  expect(wrapper.get('input').attributes('type')).toBe('password');
});

test('a group of controls is a fieldset with a legend', async () => {
  const { wrapper } = await mountPage(FieldRow, { props: { label: '口味', group: true } });
  expect(wrapper.element.tagName).toBe('FIELDSET');
  expect(wrapper.get('legend').text()).toBe('口味');
});

test('an amount is typed in yuan and held in fen', async () => {
  const { wrapper } = await mountPage(MoneyField, { props: { label: '金额', modelValue: null } });
  const input = wrapper.get('input');
  await input.setValue('12.5');
  expect(last(wrapper.emitted('update:modelValue'))).toBe(1250);
  await wrapper.setProps({ modelValue: 1250 });
  await input.trigger('blur');
  expect(input.element.value).toBe('12.50');
});

test('what is no amount is told after leaving the field', async () => {
  const { wrapper } = await mountPage(MoneyField, { props: { label: '金额', modelValue: null } });
  await wrapper.get('input').setValue('12.345');
  expect(wrapper.find('[role="alert"]').exists()).toBe(false);
  await wrapper.get('input').trigger('blur');
  expect(wrapper.get('[role="alert"]').text()).toBe('请输入正确的金额，最多两位小数');
  expect(last(wrapper.emitted('update:modelValue'))).toBeUndefined();
});

test('a pasted code loses its blanks, takes full-width digits and completes once', async () => {
  const { wrapper } = await mountPage(CodeInput, { props: { modelValue: '' } });
  const input = wrapper.get('input');
  expect(input.attributes('autocomplete')).toBe('one-time-code');
  await input.setValue('１２3 4-56 78');
  expect(last(wrapper.emitted('update:modelValue'))).toBe('123456');
  expect(wrapper.emitted('complete')).toEqual([['123456']]);
});

test('a code may be asked for again only after the wait', async () => {
  vi.useFakeTimers();
  const send = vi.fn(async () => true);
  const { wrapper } = await mountPage(CodeInput, { props: { modelValue: '', send, wait_s: 3 } });
  await wrapper.get('button').trigger('click');
  await flushPromises();
  expect(wrapper.get('button').attributes('disabled')).toBeDefined();
  expect(wrapper.get('button').text()).toBe('3 秒后重发');
  await wrapper.get('button').trigger('click');
  expect(send).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(wrapper.get('button').attributes('disabled')).toBeUndefined();
});

test('a code that could not be sent may be asked for at once', async () => {
  const { wrapper } = await mountPage(CodeInput, {
    props: { modelValue: '', send: async () => false },
  });
  await wrapper.get('button').trigger('click');
  await flushPromises();
  expect(wrapper.get('button').text()).toBe('获取验证码');
});

test('a stepper stays within its bounds, also when typed', async () => {
  const props = { label: '红烧肉', min: 1, max: 3, modelValue: 3 };
  const { wrapper } = await mountPage(StepperField, { props });
  const [less, more] = wrapper.findAll('button');
  expect(more?.attributes('disabled')).toBeDefined();
  expect(less?.attributes('aria-label')).toBe('减少红烧肉');
  await less?.trigger('click');
  expect(last(wrapper.emitted('update:modelValue'))).toBe(2);
  for (const [typed, value] of [
    ['99', 3],
    ['0', 1],
    ['x', 1],
  ] as const) {
    await wrapper.get('input').setValue(typed);
    expect(last(wrapper.emitted('update:modelValue')), typed).toBe(value);
  }
});

test('choices are radio buttons of one name', async () => {
  const choices = [
    { value: 'a', label: '不辣' },
    { value: 'b', label: '微辣', disabled: true },
  ];
  const props = { label: '口味', choices, modelValue: null };
  const { wrapper } = await mountPage(ChoiceField, { props });
  const radios = wrapper.findAll('input[type="radio"]');
  expect(new Set(radios.map((radio) => radio.attributes('name'))).size).toBe(1);
  expect(radios[1]?.attributes('disabled')).toBeDefined();
  await radios[0]?.setValue();
  expect(last(wrapper.emitted('update:modelValue'))).toBe('a');
});

test('a select asks to choose until something is chosen', async () => {
  const choices = [{ value: 7, label: '北区' }];
  const props = { label: '就餐区', choices, modelValue: null };
  const { wrapper } = await mountPage(SelectField, { props });
  expect(wrapper.get('option').text()).toBe('请选择');
  await wrapper.get('select').setValue('7');
  expect(last(wrapper.emitted('update:modelValue'))).toBe(7);
  await wrapper.setProps({ modelValue: 7 });
  expect(wrapper.findAll('option')).toHaveLength(1);
});

test('a switch says that it is one', async () => {
  const props = { label: '长辈版', switch: true, modelValue: false };
  const { wrapper } = await mountPage(CheckField, { props });
  expect(wrapper.get('input').attributes('role')).toBe('switch');
  await wrapper.get('input').setValue(true);
  expect(last(wrapper.emitted('update:modelValue'))).toBe(true);
});

test('stars are read out with their number', async () => {
  const { wrapper } = await mountPage(RatingField, { props: { label: '评分', modelValue: 2 } });
  const stars = wrapper.findAll('input');
  expect(stars.map((star) => star.attributes('aria-label'))).toEqual([
    '1 星',
    '2 星',
    '3 星',
    '4 星',
    '5 星',
  ]);
  await stars[4]?.setValue();
  expect(last(wrapper.emitted('update:modelValue'))).toBe(5);
});

test('a long text shows how much of its room is used', async () => {
  const props = { label: '意见', maxlength: 10, modelValue: '好吃' };
  const { wrapper } = await mountPage(TextAreaField, { props });
  expect(wrapper.text()).toContain('2/10');
  expect(wrapper.get('textarea').attributes('maxlength')).toBe('10');
});
