// The shell around the modules: who may go where, favourites, homes, tabs, stale chunks.
import { createPinia, setActivePinia } from 'pinia';
import { mount } from '@vue/test-utils';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createMemoryHistory } from 'vue-router';
import { nextTick, type Component } from 'vue';
import { beginSession, endSession, type Session } from '@dlfp/api-client';
import { createWords, tellBadge, useDisplay, type H5Module } from '@dlfp/ui';
import { flushPromises } from '@dlfp/ui/testing';
import TabBar from './parts/TabBar.vue';
import { keepBadges } from './badges.ts';
import { favourites_max, useFavourites } from './favourites.ts';
import { decideEntry, guardRoutes } from './guard.ts';
import FavouritesPage from './pages/FavouritesPage.vue';
import FunctionsPage from './pages/FunctionsPage.vue';
import HomePage from './pages/HomePage.vue';
import SearchPage from './pages/SearchPage.vue';
import SettingsPage from './pages/SettingsPage.vue';
import type * as Modules from './modules.ts';
import { createShellRouter } from './router.ts';
import { canteen, identity } from './sample-modules.ts';
import { reloadOnceWhenStale } from './stale.ts';
import en from './words/en.ts';
import zh from './words/zh.ts';

vi.mock('./modules.ts', async (original) => {
  const { entriesOf } = await original<typeof Modules>();
  const { canteen: module } = await import('./sample-modules.ts');
  return { entriesOf, modules: [module], entries: entriesOf([module]) };
});

const registered: Session = {
  token: 't',
  level: 'registered',
  subject_id: 'c1',
  display_name: '张三',
  permissions: [],
};
const verified: Session = { ...registered, level: 'verified' };

function words() {
  const made = createWords('zh');
  made.global.mergeLocaleMessage('zh', zh);
  made.global.mergeLocaleMessage('en', en);
  return made;
}

function shellRouter(modules: readonly H5Module[] = [canteen, identity]) {
  const made = words();
  const router = createShellRouter(modules, made, createMemoryHistory('/h5/'));
  const ends: string[] = [];
  guardRoutes(router, (end) => ends.push(end));
  return { router, words: made, ends };
}

async function show(component: Component, path = '/', modules?: readonly H5Module[]) {
  const { router, words: made } = shellRouter(modules);
  await router.push(path);
  const wrapper = mount(component, {
    attachTo: document.body,
    global: { plugins: [router, made] },
  });
  await flushPromises();
  return { wrapper, router };
}

beforeEach(() => {
  endSession();
  document.body.replaceChildren();
  setActivePinia(createPinia());
});

describe('who may open a page', () => {
  test.each([
    ['public', null, 'open'],
    ['registered', null, 'sign_in'],
    ['verified', null, 'sign_in'],
    ['registered', registered, 'open'],
    ['verified', registered, 'verify'],
    ['verified', verified, 'open'],
  ] as const)('%s page for %o: %s', (audience, session, verdict) =>
    expect(decideEntry(audience, session)).toBe(verdict),
  );

  test('a page without a declared audience needs a sign-in, and the way back is kept', async () => {
    const { router } = shellRouter();
    await router.push('/canteen/orders?day=1');
    expect(router.currentRoute.value).toMatchObject({
      name: 'identity.login',
      query: { back: '/canteen/orders?day=1' },
    });
  });

  test('a registered customer is led to the real-name check', async () => {
    beginSession(registered);
    const { router } = shellRouter();
    await router.push('/canteen/pay');
    expect(router.currentRoute.value.name).toBe('identity.verify');
  });

  test('without a sign-in page the customer is told, not looped', async () => {
    const { router } = shellRouter([canteen]);
    await router.push('/canteen/orders');
    expect(router.currentRoute.value.name).toBe('shell.closed');
  });

  test('a session that ends sends a private page to sign-in and leaves a public one', async () => {
    beginSession(registered);
    const { router, ends } = shellRouter();
    await router.push('/canteen/orders');
    endSession('idle');
    await flushPromises();
    expect(router.currentRoute.value.name).toBe('identity.login');
    expect(ends).toEqual(['idle']);
    beginSession(registered);
    await router.push('/canteen/menu');
    endSession('rejected');
    await flushPromises();
    expect(router.currentRoute.value.name).toBe('canteen.menu');
  });

  test('signing out of a private page leads home', async () => {
    beginSession(registered);
    const { router } = shellRouter();
    await router.push('/canteen/orders');
    endSession('signed_out');
    await flushPromises();
    expect(router.currentRoute.value.name).toBe('shell.home');
  });
});

describe('pages', () => {
  test('a module’s words are there when its page opens, and the title names the page', async () => {
    const { router, words: made } = shellRouter();
    expect(made.global.t('canteen.hello')).toBe('canteen.hello');
    await router.push('/canteen/menu');
    expect(made.global.t('canteen.hello')).toBe('您好');
    expect(document.title).toBe('本周菜单 · 数字民生');
  });

  test('an address that leads nowhere says so', async () => {
    const { router } = shellRouter();
    await router.push('/nowhere');
    expect(router.currentRoute.value.name).toBe('shell.missing');
  });

  test('a chunk of an older version is cured by one reload, not by many', () => {
    const { router } = shellRouter();
    const reloads: string[] = [];
    let onError: (error: unknown, to: unknown) => void = () => undefined;
    vi.spyOn(router, 'onError').mockImplementation((act) => {
      onError = act as typeof onError;
      return () => undefined;
    });
    reloadOnceWhenStale(router, (path) => reloads.push(path));
    const gone = new TypeError('Failed to fetch dynamically imported module: x');
    const to = { fullPath: '/canteen/menu' };
    onError(gone, to);
    onError(gone, to);
    onError(new Error('a mistake in the page'), { fullPath: '/other' });
    expect(reloads).toEqual(['/h5/canteen/menu']);
  });
});

describe('home', () => {
  test('asks once for the elder mode and takes the answer', async () => {
    const { wrapper } = await show(HomePage);
    expect(wrapper.text()).toContain('字太小，看不清？');
    await wrapper.get('.elder-offer button').trigger('click');
    const display = useDisplay();
    expect([display.elder, display.elder_offered]).toEqual([true, true]);
    expect(wrapper.find('.elder-home').exists()).toBe(true);
  });

  test('a refused offer does not come back, and the entry stays in sight', async () => {
    const { wrapper } = await show(HomePage);
    await wrapper.findAll('.elder-offer button')[1]?.trigger('click');
    expect(wrapper.find('.elder-offer').exists()).toBe(false);
    expect(wrapper.get('.home-hero').text()).toContain('长辈版');
  });

  // clause: 8.2.2-f
  test('shows suggestions until something is starred, then the customer’s own order', async () => {
    const { wrapper } = await show(HomePage);
    const names = () =>
      wrapper
        .get('.standard-home-tiles')
        .findAll('li')
        .map((tile) => tile.text());
    expect(names()).toEqual(['本周菜单']);
    const favourites = useFavourites();
    favourites.toggle('canteen.orders');
    favourites.toggle('canteen.menu');
    await flushPromises();
    expect(names()).toEqual(['我的订单', '本周菜单']);
  });

  test('a scenario shows its name, its line and its functions', async () => {
    const { wrapper } = await show(HomePage);
    const card = wrapper.get('.scenario-card');
    expect(card.text()).toContain('智慧食堂');
    expect(card.text()).toContain('订餐、取餐');
    expect(card.findAll('a').map((link) => link.attributes('href'))).toEqual([
      '/h5/canteen/menu',
      '/h5/canteen/orders',
    ]);
  });

  // clause: 9.1.3B-b.1
  test('for elders there are only the most used functions and a way back', async () => {
    useDisplay().elder = true;
    const { wrapper } = await show(HomePage);
    expect(wrapper.findAll('.entry-tile.is-big').map((tile) => tile.text())).toEqual(['本周菜单']);
    await wrapper.get('.elder-home-more button').trigger('click');
    expect(useDisplay().elder).toBe(false);
  });

  test('greets a signed-in customer by name', async () => {
    beginSession(registered);
    const { wrapper } = await show(HomePage);
    expect(wrapper.get('h1').text()).toContain('张三');
    expect(wrapper.text()).not.toContain('登录 / 注册');
  });
});

describe('favourites', () => {
  test('are kept per customer', async () => {
    const favourites = useFavourites();
    favourites.toggle('canteen.menu');
    beginSession(registered);
    await flushPromises();
    expect(favourites.ids).toEqual([]);
    favourites.toggle('canteen.orders');
    endSession();
    await flushPromises();
    expect(favourites.ids).toEqual(['canteen.menu']);
  });

  // clause: 8.2.2-f
  test('have a limit that is told, and an order that can be changed', () => {
    const favourites = useFavourites();
    for (let place = 0; place < favourites_max; place++) favourites.toggle(`m.${place}`);
    expect(favourites.toggle('m.more')).toBe(false);
    favourites.move('m.1', -1);
    favourites.move('m.1', -1);
    expect(favourites.ids.slice(0, 3)).toEqual(['m.1', 'm.0', 'm.2']);
  });

  test('stored nonsense is no favourite', () => {
    localStorage.setItem('dlfp.favourites.guest', '{"a":1}');
    expect(useFavourites().ids).toEqual([]);
  });

  test('are edited with buttons that say what they move', async () => {
    useFavourites().toggle('canteen.menu');
    const { wrapper } = await show(FavouritesPage, '/favourites');
    expect(wrapper.get('[aria-label="上移本周菜单"]').attributes('disabled')).toBeDefined();
    await wrapper.get('[aria-label="把我的订单加入常用"]').trigger('click');
    await wrapper.get('[aria-label="上移我的订单"]').trigger('click');
    expect(useFavourites().ids).toEqual(['canteen.orders', 'canteen.menu']);
    await wrapper.get('[aria-label="移除本周菜单"]').trigger('click');
    expect(useFavourites().ids).toEqual(['canteen.orders']);
  });

  // clause: 8.2.4-a
  test('are starred in the full list', async () => {
    const { wrapper } = await show(FunctionsPage, '/functions');
    const star = wrapper.get('[aria-label="把本周菜单加入常用"]');
    await star.trigger('click');
    expect(star.attributes('aria-pressed')).toBe('true');
    expect(star.attributes('aria-label')).toBe('把本周菜单移出常用');
  });
});

test('the search page finds by pinyin and says how many', async () => {
  const { wrapper, router } = await show(SearchPage, '/search');
  await vi.waitFor(async () => {
    await wrapper.get('input').setValue('diancan');
    expect(wrapper.find('.list-row').exists()).toBe(true);
  });
  expect(wrapper.get('.list-row-title').text()).toBe('本周菜单');
  expect(wrapper.get('[role="status"]').text()).toBe('找到 1 项');
  await wrapper.get('input').setValue('飞机');
  await flushPromises();
  expect(wrapper.text()).toContain('没有找到“飞机”');
  expect(router.currentRoute.value.query).toEqual({ q: '飞机' });
});

test('tabs without their module are not shown', async () => {
  const { wrapper } = await show(TabBar);
  expect(wrapper.findAll('a').map((tab) => tab.text())).toEqual(['首页', '功能']);
  expect(wrapper.get('[aria-current="page"]').text()).toBe('首页');
});

test('tabs appear with their module and only on the main places', async () => {
  const notice: H5Module = {
    ...identity,
    id: 'notice',
    routes: [
      {
        path: '/messages',
        name: 'notice.messages',
        component: { render: () => null },
        meta: { audience: 'public' },
      },
    ],
  };
  const { wrapper, router } = await show(TabBar, '/messages', [canteen, notice]);
  expect(wrapper.findAll('a').map((tab) => tab.text())).toEqual(['首页', '功能', '消息']);
  await router.push('/canteen/menu');
  expect(wrapper.find('nav').exists()).toBe(false);
});

test('a tab shows how much is unread and forgets it with the session', async () => {
  let unread = 3;
  const notice: H5Module = {
    ...identity,
    id: 'notice',
    routes: [
      {
        path: '/messages',
        name: 'notice.messages',
        component: { render: () => null },
        meta: { audience: 'public' },
      },
    ],
    badges: [{ route: 'notice.messages', count: async () => unread }],
  };
  const { wrapper, router } = await show(TabBar, '/', [canteen, notice]);
  keepBadges(router, [canteen, notice]);
  expect(wrapper.find('.tab-bar-count').exists()).toBe(false);
  beginSession(registered);
  await flushPromises();
  expect(wrapper.get('.tab-bar-count').text()).toBe('3');
  expect(wrapper.text()).toContain('3 条未读');
  await router.push('/messages');
  tellBadge('notice.messages', 2);
  tellBadge('canteen.menu', 9);
  await nextTick();
  expect(wrapper.get('.tab-bar-count').text()).toBe('2');
  unread = 5;
  tellBadge('notice.messages', null);
  await flushPromises();
  expect(wrapper.get('.tab-bar-count').text()).toBe('5');
  unread = 0;
  await router.push('/');
  await flushPromises();
  expect(wrapper.find('.tab-bar-count').exists()).toBe(false);
  unread = 120;
  endSession();
  beginSession(registered);
  await flushPromises();
  expect(wrapper.get('.tab-bar-count').text()).toBe('99+');
  endSession();
  await flushPromises();
  expect(wrapper.find('.tab-bar-count').exists()).toBe(false);
});

test('settings change how everything looks, and sign out', async () => {
  beginSession(registered);
  const { wrapper } = await show(SettingsPage, '/settings');
  await wrapper.get('[role="switch"]').setValue(true);
  await wrapper.get('input[value="dark"]').setValue();
  await wrapper.get('input[value="1.4"]').setValue();
  await wrapper.get('input[value="en"]').setValue();
  const root = document.documentElement;
  expect(root.classList.contains('elder')).toBe(true);
  expect(root.dataset).toMatchObject({ theme: 'dark', scale: '1.4' });
  expect(root.lang).toBe('en');
  await wrapper.get('.action-button.is-danger').trigger('click');
  expect(sessionStorage.length).toBe(0);
});

test('both languages of the shell have the same words', () => {
  const keysOf = (tree: object): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' ? keysOf(value as object).map((rest) => `${key}.${rest}`) : [key],
    );
  expect(keysOf(en)).toEqual(keysOf(zh));
});
