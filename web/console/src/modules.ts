// Finds every module's console pages by folder: adding or deleting a module folder changes
// nothing here.
import type { ConsoleModule, MenuItem, Widget } from '@dlfp/ui';

const found = import.meta.glob<ConsoleModule>(
  [
    '../../../core/*/console/index.ts',
    '../../../services/*/console/index.ts',
    '../../../scenarios/*/console/index.ts',
  ],
  { eager: true, import: 'default' },
);

export const modules: readonly ConsoleModule[] = Object.values(found).sort(
  (a, b) => a.order - b.order || a.id.localeCompare(b.id),
);

export type MayUse = (permission: string | undefined) => boolean;

export interface MenuGroup {
  readonly module: ConsoleModule;
  readonly items: readonly MenuItem[];
}

/** The menu as this member of staff sees it; a module without any permitted item disappears. */
export function menuFor(list: readonly ConsoleModule[], may: MayUse): readonly MenuGroup[] {
  return list
    .map((module) => ({ module, items: module.menu.filter((item) => may(item.needs)) }))
    .filter((group) => group.items.length > 0);
}

export function widgetsFor(list: readonly ConsoleModule[], may: MayUse): readonly Widget[] {
  return list.flatMap((module) => (module.widgets ?? []).filter((widget) => may(widget.needs)));
}
