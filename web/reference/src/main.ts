// Starts the API reference.
import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import { createWords, useDisplay } from '@dlfp/ui';
import App from './App.vue';
import en from './words/en.ts';
import zh from './words/zh.ts';

const app = createApp(App);
app.use(createPinia());
const display = useDisplay();
const words = createWords(display.locale);
words.global.mergeLocaleMessage('zh', zh);
words.global.mergeLocaleMessage('en', en);
watch(
  () => display.locale,
  (locale) => {
    words.global.locale.value = locale;
  },
);
app.use(words);
app.mount('#app');
