// The payment PIN: entered, never shown.
import { expect, test } from 'vitest';
import { mountPage } from '../testing.ts';
import PinPad from './PinPad.vue';

const digitKey = (wrapper: Awaited<ReturnType<typeof mountPage>>['wrapper'], digit: string) =>
  wrapper.get(`[aria-label="数字 ${digit}"]`);

test('six digits complete the PIN and leave nothing behind', async () => {
  const { wrapper } = await mountPage(PinPad);
  for (const digit of '135792') await digitKey(wrapper, digit).trigger('click');
  expect(wrapper.emitted('complete')).toEqual([['135792']]);
  expect(wrapper.findAll('.pin-pad-dot.is-full')).toHaveLength(0);
});

test('what was typed is told as a count and never as digits', async () => {
  const { wrapper } = await mountPage(PinPad);
  const before = wrapper.get('.pin-pad-keys').html();
  for (const digit of '13') await digitKey(wrapper, digit).trigger('click');
  expect(wrapper.get('[role="status"]').text()).toBe('已输入 2 位，共 6 位');
  expect(wrapper.get('.pin-pad-dots').html()).not.toMatch(/[13]<|>1|>3|value/);
  expect(wrapper.get('.pin-pad-keys').html()).toBe(before);
  expect(wrapper.emitted('input')).toEqual([[1], [2]]);
});

test('a keyboard works too, with erase', async () => {
  const { wrapper } = await mountPage(PinPad);
  for (const key of ['1', '2', '9', 'Backspace', 'x', '3', '4', '5', '6']) {
    await wrapper.trigger('keydown', { key });
  }
  expect(wrapper.emitted('complete')).toEqual([['123456']]);
});

test('a scrambled keyboard has every digit once', async () => {
  const { wrapper } = await mountPage(PinPad, { props: { scrambled: true } });
  const keys = wrapper.findAll('.pin-pad-key:not(.is-quiet)').map((key) => key.text());
  expect([...keys].sort().join('')).toBe('0123456789');
});

test('a scrambled keyboard differs from the plain one sooner or later', async () => {
  const orders = new Set<string>();
  for (let turn = 0; turn < 8; turn++) {
    const { wrapper } = await mountPage(PinPad, { props: { scrambled: true } });
    orders.add(
      wrapper
        .findAll('.pin-pad-key:not(.is-quiet)')
        .map((key) => key.text())
        .join(''),
    );
    wrapper.unmount();
  }
  expect(orders.size).toBeGreaterThan(1);
});

test('while a payment runs no digit is taken', async () => {
  const { wrapper } = await mountPage(PinPad, { props: { disabled: true } });
  await wrapper.trigger('keydown', { key: '1' });
  expect(wrapper.emitted('input')).toBeUndefined();
});
