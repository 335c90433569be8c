// Starts the H5 shell.
import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import { useSessionArea } from '@dlfp/api-client';
import { createWords, endSessionInBackground, showToast, speak, useDisplay } from '@dlfp/ui';
import App from './App.vue';
import { keepBadges } from './badges.ts';
import { guardRoutes } from './guard.ts';
import { modules } from './modules.ts';
import { prefetchWhenIdle } from './prefetch.ts';
import { createShellRouter } from './router.ts';
import { reloadOnceWhenStale } from './stale.ts';
import en from './words/en.ts';
import zh from './words/zh.ts';

useSessionArea('h5');
const app = createApp(App);
app.use(createPinia());
const display = useDisplay();
const words = createWords(display.locale);
words.global.mergeLocaleMessage('zh', zh);
words.global.mergeLocaleMessage('en', en);
watch(
  () => display.locale,
  (locale) => void speak(words, locale),
);
app.use(words);

const router = createShellRouter(modules, words);
guardRoutes(router, (end) => showToast(words.global.t(`shell.${end}`)));
reloadOnceWhenStale(router);
keepBadges(router, modules);
endSessionInBackground();
app.use(router);
void router.isReady().then(() => {
  app.mount('#app');
  prefetchWhenIdle(router, modules);
});
