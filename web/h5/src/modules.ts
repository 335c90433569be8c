// Finds every module's H5 pages by folder: adding or deleting a module folder changes nothing here.
import type { Entry, H5Module } from '@dlfp/ui';

const found = import.meta.glob<H5Module>(
  [
    '../../../core/*/h5/index.ts',
    '../../../services/*/h5/index.ts',
    '../../../scenarios/*/h5/index.ts',
  ],
  { eager: true, import: 'default' },
);

export const modules: readonly H5Module[] = Object.values(found).sort(
  (a, b) => a.order - b.order || a.id.localeCompare(b.id),
);

export interface PlacedEntry extends Entry {
  readonly module: H5Module;
}

/** Entries of all modules in list order; ids are unique as `<module>.<entry>`. */
export function entriesOf(list: readonly H5Module[]): readonly PlacedEntry[] {
  return list.flatMap((module) =>
    module.entries.map((entry) => ({ ...entry, id: `${module.id}.${entry.id}`, module })),
  );
}

export const entries = entriesOf(modules);
