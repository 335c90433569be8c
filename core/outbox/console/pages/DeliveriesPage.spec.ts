// Dead letters are listed with their reason, and staff have them delivered again.
import { afterEach, expect, test } from 'vitest';
import { beginSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import outbox from '../index.ts';
import DeliveriesPage from './DeliveriesPage.vue';

const line = {
  event_id: 'evt_1',
  subscriber: 'canteen.on_payment_charged',
  topic: 'payment.charged',
  order_key: 'canteen meal-1',
  state: 'dead',
  tries: 12,
  created_at_us: 1_795_406_400_000_000,
  next_try_at_us: null,
  settled_at_us: 1_795_406_500_000_000,
  last_error: 'no such order',
};

afterEach(() => {
  endSession();
});

async function shownTo(permissions: string[], redelivery: [number, object]) {
  beginSession({
    token: 'token',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '钱伟',
    permissions,
  });
  const calls = answerCalls({
    'GET /api/staff/outbox/deliveries': [
      200,
      { items: [line], open_count: 3, next_after: null, next_after_subscriber: null },
    ],
    'POST /api/staff/outbox/events/evt_1/redelivery': redelivery,
  });
  const { wrapper } = await mountPage(DeliveriesPage, { module: outbox });
  const press = async () => {
    await wrapper
      .findAll('button')
      .find((one) => one.text() === '重新投递')!
      .trigger('click');
    await flushPromises();
  };
  return { wrapper, calls, press };
}

test('a dead letter is shown with its reason and delivered again', async () => {
  const { wrapper, calls, press } = await shownTo(
    ['outbox.view_events', 'outbox.redeliver_events'],
    [200, { event_id: 'evt_1', subscriber: line.subscriber, state: 'waiting' }],
  );
  expect(wrapper.text()).toContain('no such order');
  expect(wrapper.find('[data-open]').text()).toContain('3');
  await press();
  const sent = calls.filter((call) => call.method === 'POST');
  expect(sent).toHaveLength(1);
  expect(sent[0]?.body).toEqual({ subscriber: 'canteen.on_payment_charged' });
});

test('one that was delivered meanwhile says so', async () => {
  const { wrapper, press } = await shownTo(
    ['outbox.view_events', 'outbox.redeliver_events'],
    [409, { code: 'outbox.already_delivered', status: 409, title: 'x' }],
  );
  await press();
  expect(wrapper.text()).toContain('该事件已投递成功');
});

test('who may only look gets no button', async () => {
  const { wrapper } = await shownTo(['outbox.view_events'], [200, {}]);
  expect(wrapper.text()).not.toContain('重新投递');
});
