// What a part of the canteen adds to the module, and how the parts' words become one tree: those of
// part `catalogue` are `canteen.catalogue.…`, failures are found by their code.
import type { H5Module, ModuleWords } from '@dlfp/ui';

type Words = Exclude<ModuleWords['zh'], () => unknown>;
type WordFile = () => Promise<{ default: Words }>;

export interface Part {
  readonly id: string;
  readonly routes: H5Module['routes'];
  readonly entries: H5Module['entries'];
  readonly words: { readonly zh: WordFile; readonly en: WordFile };
}

/** Loads the words of all parts in one language when the module's first page opens. */
export async function joinWords(parts: readonly Part[], language: 'zh' | 'en'): Promise<Words> {
  const trees = await Promise.all(
    parts.map(async (part) => [part.id, (await part.words[language]()).default] as const),
  );
  return {
    ...Object.fromEntries(trees),
    failures: Object.assign({}, ...trees.map(([, words]) => words['failures'])) as Words,
  };
}
