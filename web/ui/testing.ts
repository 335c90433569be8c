// Mounts a component or page for a test with words, router and stores, as the shells would.
import { mount, flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { createMemoryHistory, createRouter, type RouteRecordRaw } from 'vue-router';
import type { Component } from 'vue';
import type { ConsoleModule, H5Module } from './module/define.ts';
import type { Locale } from './display/display.ts';
import { createWords, installWords } from './words/words.ts';

export interface MountOptions {
  readonly props?: Record<string, unknown>;
  readonly slots?: Record<string, string | Component>;
  readonly locale?: Locale;
  /** The page's module: its words and routes are installed. */
  readonly module?: H5Module | ConsoleModule;
  /** Where the router stands. */
  readonly path?: string;
}

const blank: Component = { render: () => null };

export async function mountPage(component: Component, options: MountOptions = {}) {
  const pinia = createPinia();
  setActivePinia(pinia);
  const words = createWords(options.locale ?? 'zh');
  if (options.module) await installWords(words, options.module);
  const routes: RouteRecordRaw[] = [
    ...(options.module?.routes ?? []),
    { path: '/:rest(.*)*', component: blank },
  ];
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(options.path ?? '/');
  const wrapper = mount(component, {
    attachTo: document.body,
    props: options.props ?? {},
    slots: options.slots ?? {},
    global: { plugins: [pinia, words, router] },
  } as never);
  await flushPromises();
  return { wrapper, router, words };
}

/** Answers the next calls of the API client from a table `"GET /api/path" → [status, body]`. */
export function answerCalls(
  table: Readonly<Record<string, readonly [status: number, body: unknown]>>,
) {
  const calls: {
    method: string;
    path: string;
    query: URLSearchParams;
    body: unknown;
    headers: Headers;
  }[] = [];
  globalThis.fetch = async (input, init) => {
    const request =
      input instanceof Request ? input : new Request(new URL(String(input), location.href), init);
    const { pathname: path, searchParams: query } = new URL(request.url);
    const text = request.method === 'GET' ? '' : await request.clone().text();
    calls.push({
      method: request.method,
      path,
      query,
      body: text === '' ? undefined : JSON.parse(text),
      headers: request.headers,
    });
    const [status, body] = table[`${request.method} ${path}`] ?? [
      404,
      { code: 'test.unknown_call', status: 404 },
    ];
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } });
  };
  return calls;
}

export { flushPromises };
