// How things look, kept across visits, and applied before the first paint.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useDisplay } from './display.ts';

const boot = readFileSync(path.join(import.meta.dirname, 'boot.js'), 'utf8');
const root = document.documentElement;
const look = () => ({
  theme: root.dataset['theme'],
  elder: root.classList.contains('elder'),
  scale: root.dataset['scale'],
  language: root.lang,
});

beforeEach(() => {
  localStorage.clear();
  root.className = '';
  for (const name of Object.keys(root.dataset)) delete root.dataset[name];
  setActivePinia(createPinia());
});

test('a first visit is light, Chinese and standard', () => {
  useDisplay();
  expect(look()).toEqual({ theme: 'light', elder: false, scale: '1', language: 'zh-CN' });
});

test('choices are applied at once and kept', () => {
  const display = useDisplay();
  display.elder = true;
  display.theme = 'dark';
  display.text_scale = 1.4;
  display.locale = 'en';
  const chosen = { theme: 'dark', elder: true, scale: '1.4', language: 'en' };
  expect(look()).toEqual(chosen);
  setActivePinia(createPinia());
  expect(useDisplay().elder).toBe(true);
  expect(look()).toEqual(chosen);
});

test('the script before the first paint shows the same as the store afterwards', () => {
  const display = useDisplay();
  display.elder = true;
  display.theme = 'dark';
  display.text_scale = 1.15;
  display.locale = 'en';
  const wanted = look();
  root.className = '';
  for (const name of Object.keys(root.dataset)) delete root.dataset[name];
  new Function(boot)();
  expect(look()).toEqual(wanted);
});

test('stored nonsense does no harm', () => {
  for (const nonsense of ['{', '[]', 'null', '{"text_scale":9,"theme":"pink","locale":"fr"}']) {
    localStorage.setItem('dlfp.display', nonsense);
    setActivePinia(createPinia());
    const display = useDisplay();
    expect([display.theme, display.text_scale, display.locale]).toEqual(['auto', 1, 'zh']);
    expect(() => new Function(boot)()).not.toThrow();
  }
});
