// Starts the console.
import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import { useSessionArea } from '@dlfp/api-client';
import {
  createWords,
  endSessionInBackground,
  installWords,
  showToast,
  speak,
  useDisplay,
} from '@dlfp/ui';
import App from './App.vue';
import { guardRoutes } from './guard.ts';
import { modules } from './modules.ts';
import { createConsoleRouter } from './router.ts';
import en from './words/en.ts';
import zh from './words/zh.ts';

useSessionArea('console');
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

const router = createConsoleRouter(modules, words);
guardRoutes(router, (end) => showToast(words.global.t(`shell.${end}`)));
endSessionInBackground();
app.use(router);
void router.isReady().then(() => {
  app.mount('#app');
  // Widgets of the landing page speak their module's words before any of its pages was opened.
  for (const module of modules) if (module.widgets?.length) void installWords(words, module);
});
