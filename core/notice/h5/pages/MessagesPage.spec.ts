// The message centre: what is unread, reading, and nothing to read.
import { expect, test } from 'vitest';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import { onBadgeNews } from '@dlfp/ui';
import notice from '../index.ts';
import MessagesPage from './MessagesPage.vue';

const message = (number: number, read_at_us: number | null) => ({
  notice_id: `ntc_${number}`,
  kind: 'payment.refunded',
  title: `退款到账 ${number}`,
  text: '退款 ¥6.90 已退回',
  link: '',
  created_at_us: 1_795_406_400_000_000,
  read_at_us,
});

test('unread messages are marked, and opening one reads it', async () => {
  const calls = answerCalls({
    'GET /api/notices': [
      200,
      { items: [message(2, null), message(1, 1_795_406_500_000_000)], next_after: null },
    ],
    'POST /api/notices/ntc_2/reading': [200, { unread: 0 }],
  });
  const { wrapper } = await mountPage(MessagesPage, { module: notice });
  expect(wrapper.text().split('未读')).toHaveLength(2);
  const row = wrapper.findAll('button').find((button) => button.text().includes('退款到账 2'));
  await row!.trigger('click');
  await flushPromises();
  expect(document.body.textContent).toContain('退款 ¥6.90 已退回');
  expect(calls.some((call) => call.method === 'POST')).toBe(true);
  expect(wrapper.text()).not.toContain('未读');
  wrapper.unmount();
});

test('the tab hears at once how many are left', async () => {
  answerCalls({
    'GET /api/notices': [200, { items: [message(2, null), message(1, null)], next_after: null }],
    'POST /api/notices/ntc_2/reading': [200, { unread: 1 }],
    'POST /api/notices/reading': [200, { unread: 0 }],
  });
  const heard: unknown[] = [];
  const stop = onBadgeNews((...news) => heard.push(news));
  const { wrapper } = await mountPage(MessagesPage, { module: notice });
  const press = async (words: string) => {
    await wrapper
      .findAll('button')
      .find((button) => button.text().includes(words))!
      .trigger('click');
    await flushPromises();
  };
  await press('退款到账 2');
  await press('全部已读');
  stop();
  expect(heard).toEqual([
    ['notice.messages', 1],
    ['notice.messages', 0],
  ]);
  wrapper.unmount();
});

test('all can be marked at once', async () => {
  answerCalls({
    'GET /api/notices': [200, { items: [message(2, null), message(1, null)], next_after: null }],
    'POST /api/notices/reading': [200, { unread: 0 }],
  });
  const { wrapper } = await mountPage(MessagesPage, { module: notice });
  await wrapper
    .findAll('button')
    .find((button) => button.text() === '全部已读')!
    .trigger('click');
  await flushPromises();
  expect(wrapper.text()).not.toContain('未读');
  wrapper.unmount();
});

test('without messages the page says what will appear here', async () => {
  answerCalls({ 'GET /api/notices': [200, { items: [], next_after: null }] });
  const { wrapper } = await mountPage(MessagesPage, { module: notice });
  expect(wrapper.text()).toContain('暂无消息');
  expect(wrapper.text()).not.toContain('全部已读');
  wrapper.unmount();
});
