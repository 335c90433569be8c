// The shell's own words, English.
import type zh from './zh.ts';

const en: typeof zh = {
  shell: {
    name: 'Livelihood', slogan: 'Everyday life, banking at ease',
    tab: { home: 'Home', functions: 'Services', messages: 'Messages', mine: 'Me', label: 'Main navigation' },
    greeting: { morning: 'Good morning', noon: 'Hello', afternoon: 'Good afternoon', evening: 'Good evening' },
    sign_in: 'Sign in or register', sign_in_hint: 'Sign in to see accounts and orders', sign_out: 'Sign out', signed_out: 'You are signed out',
    search: { open: 'Search services, bills, meals…', title: 'Search', label: 'Search services', none: 'Nothing found for “{text}”', none_hint: 'Try other words, or look through all services.', found: '{count} found', hint: 'Type Chinese, pinyin or initials, such as “shitang” or “dc”.', try: 'Often looked for' },
    home: { favourites: 'Favourites', edit: 'Edit', scenarios: 'Everyday life', all: 'All services', favourites_empty: 'Star a service in the list and it will appear here.', no_scenarios: 'Services are being prepared', no_scenarios_hint: 'They appear here when they open.' },
    elder: { enter: 'Large text', leave: 'Standard', offer_title: 'Text too small?', offer_text: 'The large-text version is bigger, simpler and has no advertising.', offer_yes: 'Use large text', offer_no: 'Not now', now: 'Large-text version', back: 'Back to standard', home: 'Main services', all: 'More services' },
    functions: { title: 'All services', star: 'Add {title} to favourites', unstar: 'Remove {title} from favourites', none: 'No services yet' },
    favourites: { title: 'Edit favourites', up: 'Move {title} up', down: 'Move {title} down', drop: 'Remove {title}', add: 'Add', hint: 'Up to {max}; the arrows change the order.', full: 'Up to {max}: remove one first.' },
    settings: { title: 'Settings', display: 'Display', language: 'Language', theme: 'Appearance', theme_auto: 'System', theme_light: 'Light', theme_dark: 'Dark', text: 'Text size', text_1: 'Standard', text_2: 'Large', text_3: 'Largest', elder: 'Large-text version', elder_text: 'Large text and buttons, main services, no advertising', sample: 'Dinner, 12.50 yuan, paid.', session: 'Account' },
    missing: { title: 'No such page', text: 'The link may be out of date.', home: 'Go home' },
    closed: { title: 'Not open yet', text: 'This service is not available yet.' },
    broken: { title: 'The page did not open', text: 'The network may be down, or there is a newer version.', again: 'Load again' },
    idle: 'You were away for a while. Please sign in again.', rejected: 'Your session has ended. Please sign in again.', offline: 'You are offline',
  },
};

export default en;
