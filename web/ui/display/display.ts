// How this customer wants to see things: theme, elder mode, text scale, language. Kept in this
// browser.
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';

export type Theme = 'auto' | 'light' | 'dark';
export type Locale = 'zh' | 'en';
export type TextScale = 1 | 1.15 | 1.4;

const storage_key = 'dlfp.display';
export const text_scales: readonly TextScale[] = [1, 1.15, 1.4];

interface DisplayChoice {
  theme: Theme;
  elder: boolean;
  text_scale: TextScale;
  locale: Locale;
  /** False until the customer has once answered the question for the elder mode. */
  elder_offered: boolean;
}

function storedChoice(): DisplayChoice {
  let stored: Partial<DisplayChoice> = {};
  try {
    stored = (JSON.parse(localStorage.getItem(storage_key) ?? '{}') ??
      {}) as Partial<DisplayChoice>;
  } catch {
    stored = {};
  }
  return {
    theme: stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : 'auto',
    elder: stored.elder === true,
    text_scale: text_scales.find((scale) => scale === stored.text_scale) ?? 1,
    locale: stored.locale === 'en' ? 'en' : 'zh',
    elder_offered: stored.elder_offered === true,
  };
}

function applyTo(root: HTMLElement, choice: DisplayChoice, system_dark: boolean): void {
  const dark = choice.theme === 'dark' || (choice.theme === 'auto' && system_dark);
  root.dataset['theme'] = dark ? 'dark' : 'light';
  root.classList.toggle('dark', dark);
  root.classList.toggle('elder', choice.elder);
  root.dataset['scale'] = String(choice.text_scale);
  root.lang = choice.locale === 'en' ? 'en' : 'zh-CN';
}

export const useDisplay = defineStore('display', () => {
  const choice = ref<DisplayChoice>(storedChoice());
  const query =
    typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;
  const system_dark = ref(query?.matches ?? false);
  query?.addEventListener?.('change', (event) => {
    system_dark.value = event.matches;
  });

  watch(
    [choice, system_dark],
    () => {
      applyTo(document.documentElement, choice.value, system_dark.value);
      try {
        localStorage.setItem(storage_key, JSON.stringify(choice.value));
      } catch {
        // Private browsing: the choice lasts for this page only.
      }
    },
    { deep: true, immediate: true, flush: 'sync' },
  );

  const field = <K extends keyof DisplayChoice>(name: K) =>
    computed({
      get: () => choice.value[name],
      set: (value: DisplayChoice[K]) => {
        choice.value[name] = value;
      },
    });

  return {
    theme: field('theme'),
    elder: field('elder'),
    text_scale: field('text_scale'),
    locale: field('locale'),
    elder_offered: field('elder_offered'),
    dark: computed(
      () => choice.value.theme === 'dark' || (choice.value.theme === 'auto' && system_dark.value),
    ),
  };
});
