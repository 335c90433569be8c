// Numbers on the tabs (unread messages), asked from the modules that have them.
import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { Router } from 'vue-router';
import { currentSession, onSessionChange } from '@dlfp/api-client';
import { onBadgeNews, type H5Module } from '@dlfp/ui';

const shortest_gap_ms = 20_000;

export const useBadges = defineStore('badges', () => {
  const counts = ref<Readonly<Record<string, number>>>({});
  return {
    of: (route: string) => counts.value[route] ?? 0,
    set: (route: string, count: number) => {
      counts.value = { ...counts.value, [route]: count };
    },
    clear: () => {
      counts.value = {};
    },
  };
});

/**
 * Asks on sign-in, and when a tab comes into view, at most every twenty seconds; takes what pages
 * tell at once.
 */
export function keepBadges(router: Router, modules: readonly H5Module[]): void {
  const sources = modules.flatMap((module) => module.badges ?? []);
  if (sources.length === 0) return;
  const badges = useBadges();
  const tabs = new Set(sources.map((source) => source.route));
  let asked_at_ms = Number.NEGATIVE_INFINITY;

  function ask(now_ms: number): void {
    if (currentSession() === null) return;
    asked_at_ms = now_ms;
    for (const { route, count } of sources) {
      count()
        .then((number) => number !== null && currentSession() && badges.set(route, number))
        .catch(() => undefined);
    }
  }

  onBadgeNews((route, count) => {
    if (!tabs.has(route)) return;
    if (count === null) ask(performance.now());
    else badges.set(route, count);
  });
  onSessionChange((session) => (session ? ask(performance.now()) : badges.clear()));
  router.afterEach((to, from) => {
    // Coming from a tab with a number (messages were read there) asks again at once.
    const changed = tabs.has(String(from.name));
    const now_ms = performance.now();
    if (changed || (to.meta.tab === true && now_ms - asked_at_ms > shortest_gap_ms)) ask(now_ms);
  });
}
