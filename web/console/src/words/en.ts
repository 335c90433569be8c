// The console shell's own words, English.
import type zh from './zh.ts';

const en: typeof zh = {
  shell: {
    name: 'Livelihood',
    console: 'Console',
    menu: 'Main menu',
    breadcrumb: 'You are here',
    skip: 'Skip to content',
    landing: 'Workbench',
    welcome: '{greeting}, {name}',
    greeting: {
      morning: 'Good morning',
      noon: 'Hello',
      afternoon: 'Good afternoon',
      evening: 'Good evening',
    },
    colleague: 'colleague',
    landing_text: 'What needs attention today',
    no_widgets: 'Nothing to show yet',
    no_widgets_text: 'Modules that you may use put their main points of the day here.',
    no_modules: 'No modules yet',
    no_modules_text: 'Their menu appears on the left once they are installed.',
    organisation: 'Organisation',
    role: 'Role',
    language: 'Language',
    dark: 'Dark',
    light: 'Light',
    sign_in: 'Sign in',
    sign_out: 'Sign out',
    missing: 'No such page',
    missing_text: 'The link may be out of date.',
    forbidden: 'Not permitted',
    forbidden_text: 'Your role cannot open this page. Your organisation’s administrator can help.',
    closed: 'Sign-in is not available',
    closed_text: 'The sign-in module is not installed.',
    home: 'To the workbench',
    broken: 'The page did not open',
    broken_text: 'The network may be down, or there is a newer version.',
    again: 'Load again',
    widget_broken: 'This part could not be loaded.',
    idle: 'You were away for a while. Please sign in again.',
    rejected: 'Your session has ended. Please sign in again.',
    offline: 'You are offline',
  },
};

export default en;
