// The console around the modules: menu and pages by permission, sign-in, the workbench.
import { createPinia, setActivePinia } from 'pinia';
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMemoryHistory } from 'vue-router';
import { h } from 'vue';
import { beginSession, endSession, type Session } from '@dlfp/api-client';
import { createWords, defineModule, useDisplay, type ConsoleModule } from '@dlfp/ui';
import { flushPromises } from '@dlfp/ui/testing';
import App from './App.vue';
import { decideEntry, guardRoutes } from './guard.ts';
import { menuFor, widgetsFor } from './modules.ts';
import type * as Modules from './modules.ts';
import { createConsoleRouter } from './router.ts';
import en from './words/en.ts';
import zh from './words/zh.ts';

const { list } = vi.hoisted(() => ({ list: [] as ConsoleModule[] }));
vi.mock('./modules.ts', async (original) => ({
  ...(await original<typeof Modules>()),
  modules: list,
}));

const page = (name: string) => ({ render: () => h('h1', name) });
const title = { zh: '人员', en: 'Diners' };
const canteen = defineModule({
  id: 'canteen',
  title: { zh: '智慧食堂', en: 'Canteen' },
  icon: 'canteen',
  order: 310,
  routes: [
    {
      path: '/canteen/diners',
      name: 'canteen.diners',
      component: page('diners'),
      meta: { needs: 'canteen.manage_diners', title },
    },
    { path: '/canteen/kitchen', name: 'canteen.kitchen', component: page('kitchen') },
  ],
  menu: [
    { title, route: 'canteen.diners', needs: 'canteen.manage_diners' },
    { title: { zh: '后厨', en: 'Kitchen' }, route: 'canteen.kitchen' },
  ],
  widgets: [
    { id: 'sales', title, component: async () => page('sales'), needs: 'canteen.see_sales' },
    {
      id: 'broken',
      title,
      needs: 'canteen.see_sales',
      component: async () => ({
        render() {
          throw new Error('broken widget');
        },
      }),
    },
  ],
  messages: { zh: {}, en: {} },
});
const identity = defineModule({
  id: 'identity',
  title: { zh: '身份', en: 'Identity' },
  icon: 'id_card',
  order: 100,
  routes: [
    {
      path: '/sign-in',
      name: 'identity.staff_login',
      component: page('sign in'),
      meta: { audience: 'public', bare: true },
    },
  ],
  menu: [],
  messages: { zh: {}, en: {} },
});

const staff = (...permissions: string[]): Session => ({
  token: 't',
  level: 'staff',
  subject_id: 's1',
  display_name: '王芳',
  permissions,
  organisation_name: '北区食堂',
  role_name: '食堂经理',
});

let opened: { unmount(): void } | undefined;

async function open(path: string, modules: readonly ConsoleModule[] = [identity, canteen]) {
  list.splice(0, list.length, ...modules);
  const words = createWords('zh');
  words.global.mergeLocaleMessage('zh', zh);
  words.global.mergeLocaleMessage('en', en);
  const router = createConsoleRouter(modules, words, createMemoryHistory('/console/'));
  guardRoutes(router, () => undefined);
  await router.push(path);
  opened?.unmount();
  const wrapper = mount(App, { attachTo: document.body, global: { plugins: [router, words] } });
  opened = wrapper;
  await vi.dynamicImportSettled();
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
    [{ audience: 'public' }, null, 'open'],
    [{}, null, 'sign_in'],
    [{}, { ...staff(), level: 'verified' }, 'sign_in'],
    [{}, staff(), 'open'],
    [{ needs: 'a' }, staff('b'), 'forbidden'],
    [{ needs: 'a' }, staff('b', 'a'), 'open'],
  ] as const)('%j for %o: %s', (meta, session, verdict) =>
    expect(decideEntry(meta, session as Session | null)).toBe(verdict),
  );

  test('nobody is led to sign-in and back', async () => {
    const { router, wrapper } = await open('/canteen/kitchen');
    expect(router.currentRoute.value).toMatchObject({
      name: 'identity.staff_login',
      query: { back: '/canteen/kitchen' },
    });
    expect(wrapper.find('.side-menu').exists()).toBe(false);
  });

  test('a page beyond the role says so', async () => {
    beginSession(staff());
    const { wrapper } = await open('/canteen/diners');
    expect(wrapper.text()).toContain('没有权限');
  });

  test('a session that ends leads to sign-in', async () => {
    beginSession(staff());
    const { router } = await open('/canteen/kitchen');
    endSession('rejected');
    await flushPromises();
    expect(router.currentRoute.value.name).toBe('identity.staff_login');
  });

  test('without a sign-in page the console says that it is closed', async () => {
    const { wrapper } = await open('/', [canteen]);
    expect(wrapper.text()).toContain('暂时无法登录');
  });
});

test('the menu shows what the role may use and hides the rest', () => {
  const may =
    (...known: string[]) =>
    (needs: string | undefined) =>
      needs === undefined || known.includes(needs);
  const routes = (...known: string[]) =>
    menuFor([identity, canteen], may(...known)).flatMap((group) => group.items.map((i) => i.route));
  expect(routes()).toEqual(['canteen.kitchen']);
  expect(routes('canteen.manage_diners')).toEqual(['canteen.diners', 'canteen.kitchen']);
  expect(menuFor([identity], may())).toEqual([]);
  expect(widgetsFor([canteen], may()).map((widget) => widget.id)).toEqual([]);
  expect(widgetsFor([canteen], may('canteen.see_sales'))).toHaveLength(2);
});

describe('the frame', () => {
  test('names organisation, person and role, and the way to the page', async () => {
    beginSession(staff('canteen.manage_diners'));
    const { wrapper } = await open('/canteen/diners');
    const bar = wrapper.get('.top-bar').text();
    for (const word of ['北区食堂', '王芳', '食堂经理']) expect(bar).toContain(word);
    expect(wrapper.get('.breadcrumb-trail').text()).toBe('工作台智慧食堂人员');
    expect(wrapper.get('.side-menu [aria-current="page"]').text()).toBe('人员');
  });

  test('can be skipped by keyboard', async () => {
    beginSession(staff());
    const { wrapper } = await open('/canteen/kitchen');
    await wrapper.get('.console-skip').trigger('click');
    expect(document.activeElement?.id).toBe('content');
  });

  test('switches language and darkness', async () => {
    beginSession(staff());
    const { wrapper } = await open('/');
    const [language, theme] = wrapper.findAll('.bar-tool');
    await language?.trigger('click');
    await theme?.trigger('click');
    expect([useDisplay().locale, useDisplay().theme]).toEqual(['en', 'dark']);
  });
});

describe('a narrow window', () => {
  const narrowWindow = (matches: boolean) => {
    const followers: ((event: { matches: boolean }) => void)[] = [];
    const query = {
      matches,
      addEventListener: (_kind: string, follow: (typeof followers)[number]) =>
        followers.push(follow),
      removeEventListener: () => undefined,
    };
    vi.stubGlobal('matchMedia', () => query);
    return (now: boolean) => {
      query.matches = now;
      for (const follow of followers) follow({ matches: now });
    };
  };
  afterEach(() => vi.unstubAllGlobals());

  async function openNarrow() {
    const resize = narrowWindow(true);
    beginSession(staff('canteen.manage_diners'));
    const { wrapper, router } = await open('/canteen/diners');
    const button = wrapper.get('.top-bar-menu');
    await button.trigger('click');
    await flushPromises();
    return { wrapper, router, resize, button };
  }
  const dialogOf = (wrapper: { get(selector: string): { element: Element } }) =>
    wrapper.get('.menu-drawer').element as HTMLDialogElement;

  test('shows the menu only after its button, which says what it opens and whether', async () => {
    narrowWindow(true);
    beginSession(staff('canteen.manage_diners'));
    const { wrapper } = await open('/canteen/diners');
    expect(wrapper.find('.side-menu').exists()).toBe(false);
    const button = wrapper.get('.top-bar-menu');
    expect(button.attributes()).toMatchObject({
      'aria-label': '打开菜单',
      'aria-expanded': 'false',
      'aria-controls': 'console-menu',
    });
    await button.trigger('click');
    await flushPromises();
    expect(button.attributes('aria-expanded')).toBe('true');
    expect(wrapper.get('#console-menu').attributes('aria-label')).toBe('主菜单');
    expect(dialogOf(wrapper).open).toBe(true);
  });

  test('begins on the current page and holds what the top bar has no room for', async () => {
    const { wrapper } = await openNarrow();
    expect(document.activeElement?.textContent).toBe('人员');
    expect(document.activeElement?.getAttribute('aria-current')).toBe('page');
    expect(wrapper.get('.menu-drawer').text()).toContain('食堂经理');
    expect(wrapper.findAll('.menu-drawer .bar-tool')).toHaveLength(3);
    expect(wrapper.find('.top-bar .bar-tool').exists()).toBe(false);
  });

  test.each([
    ['Escape', '.menu-drawer', 'cancel'],
    ['the cross', '.menu-drawer-close', 'click'],
    ['a press beside it', '.menu-drawer', 'click'],
  ])('closes by %s', async (_way, selector, event) => {
    const { wrapper, button } = await openNarrow();
    await wrapper.get(selector).trigger(event);
    await flushPromises();
    expect(dialogOf(wrapper).open).toBe(false);
    expect(button.attributes('aria-expanded')).toBe('false');
  });

  test('closes when a page was chosen, and when the window grows wide', async () => {
    const { wrapper, router, resize, button } = await openNarrow();
    await router.push('/canteen/kitchen');
    await flushPromises();
    expect(dialogOf(wrapper).open).toBe(false);
    await button.trigger('click');
    resize(false);
    await flushPromises();
    expect(wrapper.find('.menu-drawer').exists()).toBe(false);
    expect(wrapper.get('aside.side-menu').text()).toContain('后厨');
  });
});

describe('the workbench', () => {
  test('shows the role’s widgets; a broken one does not take the others', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    beginSession(staff('canteen.see_sales'));
    const { wrapper } = await open('/');
    expect(wrapper.get('h1').text()).toContain('王芳');
    await vi.waitFor(() => expect(wrapper.text()).toContain('sales'));
    expect(wrapper.get('.widget-slot-broken').text()).toBe('这一块没有载入。');
  });

  test('without any module it is not empty of words', async () => {
    beginSession(staff());
    const { wrapper } = await open('/', [identity]);
    expect(wrapper.text()).toContain('还没有可管理的模块');
  });
});

test('both languages of the console have the same words', () => {
  const keysOf = (tree: object): string[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'object' ? keysOf(value as object).map((rest) => `${key}.${rest}`) : [key],
    );
  expect(keysOf(en)).toEqual(keysOf(zh));
});
