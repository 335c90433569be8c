// Pages, sheets, dialogs, tabs and toasts.
import { nextTick, reactive } from 'vue';
import { expect, test, vi } from 'vitest';
import type { Query } from '../flow/use-query.ts';
import { showToast } from '../flow/toast.ts';
import { flushPromises, mountPage } from '../testing.ts';
import BottomSheet from './BottomSheet.vue';
import ConfirmDialog from './ConfirmDialog.vue';
import PageFrame from './PageFrame.vue';
import PageHeader from './PageHeader.vue';
import TabStrip from './TabStrip.vue';
import ToastHost from './ToastHost.vue';

function queryOf(part: Partial<Query<unknown>>): Query<unknown> {
  return reactive({ value: null, failure: null, loading: false, reload: vi.fn(), ...part });
}
const away = {
  code: 'client.unreachable',
  class: 'unavailable',
  status: 0,
  request_id: '',
  members: {},
} as const;
const content = { default: '<p class="content">dishes</p>', footer: '<button>pay</button>' };

test('a page waits with a skeleton and is ready when its answer is there', async () => {
  const query = queryOf({ loading: true });
  const { wrapper } = await mountPage(PageFrame, { props: { title: 'x', query }, slots: content });
  expect(wrapper.find('.loading-state').exists()).toBe(true);
  expect(wrapper.find('.content').exists()).toBe(false);
  expect(wrapper.attributes('data-ready')).toBeUndefined();
  Object.assign(query, { loading: false, value: {} });
  await nextTick();
  expect(wrapper.find('.content').exists()).toBe(true);
  expect(wrapper.attributes('data-ready')).toBe('');
});

test('a page whose answer failed offers to ask again, and only what failed', async () => {
  const failed = queryOf({ failure: away });
  const fine = queryOf({ value: {} });
  const props = { title: 'x', query: [failed, fine] };
  const { wrapper } = await mountPage(PageFrame, { props, slots: content });
  expect(wrapper.find('.content').exists()).toBe(false);
  expect(wrapper.find('footer').exists()).toBe(false);
  await wrapper.get('.failure-notice button').trigger('click');
  expect(failed.reload).toHaveBeenCalledTimes(1);
  expect(fine.reload).not.toHaveBeenCalled();
});

test('a page that loads again keeps showing what it has', async () => {
  const query = queryOf({ loading: true, value: {} });
  const { wrapper } = await mountPage(PageFrame, { props: { title: 'x', query }, slots: content });
  expect(wrapper.find('.content').exists()).toBe(true);
});

test('a page has one h1 and a main part that can take the focus', async () => {
  const { wrapper } = await mountPage(PageFrame, { props: { title: '菜单' }, slots: content });
  expect(wrapper.findAll('h1').map((heading) => heading.text())).toEqual(['菜单']);
  expect(wrapper.get('main').attributes('tabindex')).toBe('-1');
});

test('back leads home when there is nothing to go back to', async () => {
  const { wrapper, router } = await mountPage(PageHeader, { props: { title: 'x' }, path: '/deep' });
  await wrapper.get('button').trigger('click');
  await flushPromises();
  expect(router.currentRoute.value.fullPath).toBe('/');
});

test('a sheet is a named modal dialog that closes by its cross', async () => {
  const props = { title: '支付', open: true };
  const { wrapper } = await mountPage(BottomSheet, { props, slots: { default: 'x' } });
  const dialog = document.querySelector('dialog');
  expect(dialog?.open).toBe(true);
  const name = document.getElementById(dialog?.getAttribute('aria-labelledby') ?? '');
  expect(name?.textContent).toBe('支付');
  document.querySelector<HTMLElement>('.bottom-sheet-close')?.click();
  expect(wrapper.emitted('update:open')).toEqual([[false]]);
  wrapper.unmount();
});

test('a sheet takes the focus and gives it back to what opened it', async () => {
  const opener = document.createElement('button');
  document.body.append(opener);
  opener.focus();
  const props = { title: '支付', open: true };
  const { wrapper } = await mountPage(BottomSheet, { props });
  expect(document.activeElement?.textContent).toBe('支付');
  const close = vi.spyOn(document.querySelector('dialog') as HTMLDialogElement, 'close');
  await wrapper.setProps({ open: false });
  expect(close).toHaveBeenCalledTimes(1);
  wrapper.unmount();
});

test('a sheet focuses what it is for', async () => {
  const slots = { default: '<input id="wanted" data-first-focus>' };
  const { wrapper } = await mountPage(BottomSheet, { props: { title: 'x', open: true }, slots });
  expect(document.activeElement?.id).toBe('wanted');
  wrapper.unmount();
});

test('a sheet that must not close ignores Escape', async () => {
  const props = { title: '支付', open: true, closable: false };
  const { wrapper } = await mountPage(BottomSheet, { props });
  const cancel = new Event('cancel', { cancelable: true });
  document.querySelector('dialog')?.dispatchEvent(cancel);
  expect(cancel.defaultPrevented).toBe(true);
  expect(wrapper.emitted('update:open')).toBeUndefined();
  wrapper.unmount();
});

test('a question can be confirmed or left', async () => {
  const { wrapper } = await mountPage(ConfirmDialog, {
    props: { title: '取消订单？', open: true },
  });
  const [cancel, confirm] = document.querySelectorAll<HTMLElement>('.bottom-sheet-footer button');
  confirm?.click();
  expect(wrapper.emitted('confirm')).toHaveLength(1);
  cancel?.click();
  expect(wrapper.emitted('update:open')).toEqual([[false]]);
  wrapper.unmount();
});

test('tabs are moved through by arrow keys, around the ends', async () => {
  const tabs = [
    { key: 'a', title: '今天' },
    { key: 'b', title: '本周' },
  ];
  const props = { tabs, label: '范围', modelValue: 'a' };
  const { wrapper } = await mountPage(TabStrip, { props });
  const [first, second] = wrapper.findAll('[role="tab"]');
  expect(first?.attributes('aria-selected')).toBe('true');
  expect(second?.attributes('tabindex')).toBe('-1');
  await first?.trigger('keydown', { key: 'ArrowLeft' });
  expect(wrapper.emitted('update:modelValue')?.at(-1)).toEqual(['b']);
});

test('a toast is read out politely and goes away', async () => {
  vi.useFakeTimers();
  const { wrapper } = await mountPage(ToastHost);
  showToast('已保存', 'good');
  await nextTick();
  expect(wrapper.attributes('aria-live')).toBe('polite');
  expect(wrapper.text()).toBe('已保存');
  vi.advanceTimersByTime(3000);
  await nextTick();
  expect(wrapper.text()).toBe('');
});
