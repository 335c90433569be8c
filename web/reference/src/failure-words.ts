// What customers read for each failure, from the words of all modules; loaded when first asked for.
import { ref, type Ref } from 'vue';
import type { WordTree } from './word-tree.ts';
import { flat } from './word-tree.ts';

type Load = () => Promise<WordTree>;
type Locale = 'zh' | 'en';

const found = import.meta.glob<WordTree>(
  [
    '../../../{core,services,scenarios}/*/{h5,console}/words/{zh,*.zh,en,*.en}.ts',
    '../../ui/words/{zh,en}.ts',
  ],
  { import: 'default' },
) as Readonly<Record<string, Load>>;

const localeOf = (file: string): Locale => (/(?:^|[./])en\.ts$/.test(file) ? 'en' : 'zh');

/** Words by failure code, of one language. */
async function wordsIn(locale: Locale): Promise<Map<string, string>> {
  const files = Object.keys(found).filter((file) => localeOf(file) === locale);
  const trees = await Promise.all(files.map((file) => found[file]?.()));
  const words = new Map<string, string>();
  for (const tree of trees) {
    const failures = tree?.['failures'];
    if (typeof failures !== 'object') continue;
    for (const [code, text] of flat(failures)) words.set(code, text);
  }
  return words;
}

export interface FailureWords {
  readonly zh: ReadonlyMap<string, string>;
  readonly en: ReadonlyMap<string, string>;
}

export function useFailureWords(): Ref<FailureWords | null> {
  const words = ref<FailureWords | null>(null);
  void Promise.all([wordsIn('zh'), wordsIn('en')]).then(([zh, en]) => {
    words.value = { zh, en };
  });
  return words;
}
