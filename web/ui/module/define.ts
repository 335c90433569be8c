// How a module tells the shells what it has: one defineModule in its h5/index.ts and one in its
// console/index.ts.
import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { IconName } from '../icons/paths.ts';

export interface Title {
  readonly zh: string;
  readonly en: string;
}

/**
 * Who may open a page: everyone, a customer with a mobile number, a customer with a checked real
 * name.
 */
export type Audience = 'public' | 'registered' | 'verified';

export type WordTree = { readonly [key: string]: string | WordTree };
/**
 * The words themselves, or a function that loads them when the module's first page opens
 * (preferred).
 */
export type WordSource = WordTree | (() => Promise<WordTree | { default: WordTree }>);
export type ModuleWords = { readonly zh: WordSource; readonly en: WordSource };

/**
 * One function of the module as the customer looks for it on the home page, in the list and in the
 * search.
 */
export interface Entry {
  readonly id: string;
  readonly title: Title;
  readonly icon: IconName;
  /** Name of the route that it opens. */
  readonly route: string;
  /** Other words a customer may type; Chinese is found by pinyin and initials by itself. */
  readonly keywords?: readonly string[];
  readonly audience: Audience;
  /** Shown on the elder home page: only the few most used functions. */
  readonly elder?: boolean;
  /** A short line under the title in the list. */
  readonly hint?: Title;
}

export interface MenuItem {
  readonly title: Title;
  readonly route: string;
  readonly icon?: IconName;
  /** Shown only to staff whose session has this permission. */
  readonly needs?: string;
}

/** A piece of the console's landing page. */
export interface Widget {
  readonly id: string;
  readonly title: Title;
  readonly component: () => Promise<Component | { default: Component }>;
  readonly needs?: string;
  /** Columns of the four-column grid that it takes. */
  readonly span?: 1 | 2 | 3 | 4;
}

interface ModuleBase {
  /** The module folder's name; also the root key of its words. */
  readonly id: string;
  readonly title: Title;
  readonly icon: IconName;
  /** Ascending place in lists; 100–199 core, 200–299 services, 300–399 scenarios. */
  readonly order: number;
  /**
   * Route names are `<module>.<page>`; components are loaded lazily. `meta.audience` (H5) or
   * `meta.needs` (console).
   */
  readonly routes: readonly RouteRecordRaw[];
  readonly messages: ModuleWords;
}

/** A number on a tab: unread messages. Asked for when a signed-in customer looks at a tab. */
export interface Badge {
  /** Name of the tab's route. */
  readonly route: string;
  /** Null: not known now; the last number stays. */
  readonly count: () => Promise<number | null>;
}

export interface H5Module extends ModuleBase {
  readonly badges?: readonly Badge[];
  readonly entries: readonly Entry[];
  /** A scenario gets a tile on the home page; core modules only list their entries. */
  readonly scenario?: boolean;
  /** One line under the scenario's title. */
  readonly slogan?: Title;
}

export interface ConsoleModule extends ModuleBase {
  readonly menu: readonly MenuItem[];
  readonly widgets?: readonly Widget[];
}

/** Declares a module's pages. The type follows from `entries` (H5) or `menu` (console). */
export function defineModule<M extends H5Module | ConsoleModule>(module: M): M {
  return module;
}

declare module 'vue-router' {
  interface RouteMeta {
    /** H5: who may open the page; `registered` when absent. */
    audience?: Audience;
    /** Console: the permission that the page needs. */
    needs?: string;
    title?: Title;
    /** H5: the page shows the tab bar. */
    tab?: boolean;
    /** Set by the shell: the module that the route belongs to. */
    module_id?: string;
    /** Console: the page stands alone, with a `main` of its own, without menu and top bar. */
    bare?: boolean;
  }
}
