// Parts that show: amounts, times, states, failures, codes.
import { expect, test } from 'vitest';
import type { Failure } from '@dlfp/api-client';
import type { H5Module } from '../module/define.ts';
import { mountPage } from '../testing.ts';
import ActionButton from './ActionButton.vue';
import CardBox from './CardBox.vue';
import DateTimeText from './DateTimeText.vue';
import EmptyState from './EmptyState.vue';
import FactList from './FactList.vue';
import FailureNotice from './FailureNotice.vue';
import ListRow from './ListRow.vue';
import LoadingState from './LoadingState.vue';
import MoneyText from './MoneyText.vue';
import QrCode from './QrCode.vue';
import StatusTag from './StatusTag.vue';
import SvgIcon from './SvgIcon.vue';

const refusal: Failure = {
  code: 'payment.limit_reached',
  class: 'refused',
  status: 422,
  request_id: 'req_1',
  members: { remaining_fen: 1200 },
};
const payment: H5Module = {
  id: 'payment',
  title: { zh: '支付', en: 'Payment' },
  icon: 'wallet',
  order: 100,
  routes: [],
  entries: [],
  messages: {
    zh: { failures: { 'payment.limit_reached': '今日还可支付 {remaining_fen}' } },
    en: async () => ({ failures: { payment: { limit_reached: '{remaining_fen} left today' } } }),
  },
};

test('an amount is seen as figures and heard as words', async () => {
  const { wrapper } = await mountPage(MoneyText, { props: { fen: 1250, signed: true } });
  expect(wrapper.get('[aria-hidden]').text()).toBe('+¥12.50');
  expect(wrapper.get('.visually-hidden').text()).toBe('12元5角');
  expect(wrapper.attributes('data-fen')).toBe('1250');
});

test('a former price is crossed out', async () => {
  const { wrapper } = await mountPage(MoneyText, { props: { fen: -5, former: true } });
  expect(wrapper.element.tagName).toBe('S');
  expect(wrapper.get('[aria-hidden]').text()).toBe('−¥0.05');
});

test('a time carries the instant for machines', async () => {
  const at_us = Date.UTC(2026, 10, 23, 4, 5) * 1000;
  const { wrapper } = await mountPage(DateTimeText, { props: { at_us, kind: 'time' } });
  expect(wrapper.text()).toBe('12:05');
  expect(wrapper.attributes('datetime')).toBe('2026-11-23T04:05:00.000Z');
});

// clause: 8.2.2-b.1
test('a failure speaks the words of its code, with its members', async () => {
  const props = { failure: refusal, retry: true };
  const { wrapper } = await mountPage(FailureNotice, { props, module: payment });
  expect(wrapper.attributes('role')).toBe('alert');
  expect(wrapper.text()).toContain('今日还可支付 ¥12.00');
  expect(wrapper.text()).toContain('req_1');
  await wrapper.get('button').trigger('click');
  expect(wrapper.emitted('retry')).toHaveLength(1);
});

test('a failure speaks English where the customer does', async () => {
  const { wrapper } = await mountPage(FailureNotice, {
    props: { failure: refusal },
    module: payment,
    locale: 'en',
  });
  expect(wrapper.text()).toContain('¥12.00 left today');
});

test.each([
  ['refused', '这项操作未能完成。'],
  ['unavailable', '服务暂时不可用，请稍后重试。'],
  ['uncertain', '结果尚未确认。请不要重新发起，点“重试”查询同一笔操作的结果。'],
] as const)(
  'a failure without words of its own speaks those of its class %s',
  async (kind, words) => {
    const failure: Failure = { ...refusal, code: 'nobody.knows', class: kind };
    const { wrapper } = await mountPage(FailureNotice, { props: { failure } });
    expect(wrapper.get('p').text()).toBe(words);
  },
);

test('a throttled failure says how long to wait', async () => {
  const failure: Failure = { ...refusal, code: 'x.y', class: 'throttled', retry_after_s: 30 };
  const { wrapper } = await mountPage(FailureNotice, { props: { failure } });
  expect(wrapper.text()).toContain('请在 30 秒后重试');
});

test('no failure shows nothing', async () => {
  const { wrapper } = await mountPage(FailureNotice, { props: { failure: null } });
  expect(wrapper.find('.failure-notice').exists()).toBe(false);
});

test('a busy button keeps its name and does nothing', async () => {
  const props = { busy: true };
  const { wrapper } = await mountPage(ActionButton, { props, slots: { default: '支付' } });
  expect(wrapper.attributes('aria-busy')).toBe('true');
  await wrapper.trigger('click');
  expect(wrapper.emitted('press')).toBeUndefined();
  await wrapper.setProps({ busy: false });
  await wrapper.trigger('click');
  expect(wrapper.emitted('press')).toHaveLength(1);
});

test('a button that leads somewhere is a link', async () => {
  const { wrapper } = await mountPage(ActionButton, {
    props: { to: '/x' },
    slots: { default: 'x' },
  });
  expect(wrapper.element.tagName).toBe('A');
  expect(wrapper.attributes('href')).toBe('/x');
});

test('a list row is a link, a button or just a row', async () => {
  const tagOf = async (props: Record<string, unknown>) =>
    (await mountPage(ListRow, { props: { title: 'x', ...props } })).wrapper.element.tagName;
  expect(await tagOf({ to: '/x' })).toBe('A');
  expect(await tagOf({ pressable: true })).toBe('BUTTON');
  expect(await tagOf({})).toBe('DIV');
});

test('a QR code has a name and three finder patterns in its quiet zone', async () => {
  const { wrapper } = await mountPage(QrCode, { props: { text: 'dlfp:pay:1', label: '付款码' } });
  expect(wrapper.attributes('aria-label')).toBe('付款码');
  const path = wrapper.get('path').attributes('d') ?? '';
  const size = Number(wrapper.attributes('viewBox')?.split(' ')[2]);
  // The top edge of a finder pattern is seven modules wide, at the left and at the right.
  expect(path).toContain('M4 4h7v1h-7z');
  expect(path).toContain(`M${size - 11} 4h7v1h-7z`);
  expect(path).toContain(`M4 ${size - 11}h7v1h-7z`);
});

test('a state has an icon beside its colour', async () => {
  const { wrapper } = await mountPage(StatusTag, {
    props: { tone: 'good' },
    slots: { default: '已付' },
  });
  expect(wrapper.find('svg').exists()).toBe(true);
});

test('facts are a description list whose values may be drawn by slots', async () => {
  const facts = [
    { key: 'no', label: '取餐号', value: 'A-017' },
    { key: 'at', label: '时间' },
  ];
  const { wrapper } = await mountPage(FactList, { props: { facts }, slots: { at: '<b>now</b>' } });
  expect(wrapper.findAll('dd').map((value) => value.text())).toEqual(['A-017', 'now']);
});

test('icons are silent unless they are given a name', async () => {
  const { wrapper: silent } = await mountPage(SvgIcon, { props: { name: 'home' } });
  expect(silent.attributes('aria-hidden')).toBe('true');
  const { wrapper: named } = await mountPage(SvgIcon, { props: { name: 'home', label: '首页' } });
  expect(named.attributes('role')).toBe('img');
});

test('loading is announced once, not row by row', async () => {
  const { wrapper } = await mountPage(LoadingState, { props: { rows: 5 } });
  expect(wrapper.attributes('role')).toBe('status');
  expect(wrapper.text()).toBe('正在加载');
});

test('an empty place says so and offers the next step', async () => {
  const { wrapper } = await mountPage(EmptyState, {
    slots: { default: '<button>去点餐</button>' },
  });
  expect(wrapper.text()).toContain('这里还没有内容');
  expect(wrapper.find('button').exists()).toBe(true);
});

test('a card has a heading of the asked level', async () => {
  const { wrapper } = await mountPage(CardBox, { props: { title: '订单', level: 3 } });
  expect(wrapper.get('h3').text()).toBe('订单');
});
