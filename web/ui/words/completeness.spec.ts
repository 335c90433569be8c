// Both languages say everything: the same words in Chinese and English, and words of its own for
// every failure that the program declares.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { webRoot } from '../../tools/vite/shell-config.ts';

type Tree = { readonly [key: string]: string | Tree };

const files = import.meta.glob<Tree>(
  [
    '../../../{core,services,scenarios}/*/{h5,console}/words/*.ts',
    '../../{ui,h5/src,console/src,reference/src}/words/{zh,en}.ts',
    './{zh,en}.ts',
  ],
  { eager: true, import: 'default' },
);

function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    return typeof value === 'string' ? [[name, value]] : leaves(value, name);
  });
}

const isEnglish = (file: string) => /[./]en\.ts$/.test(file);
const chinese = Object.keys(files).filter((file) => /[./]zh\.ts$/.test(file));
const englishOf = (file: string) => file.replace(/zh\.ts$/, 'en.ts');
const slotsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

// clause: 8.2.2-b.1
test('words were found for modules and shells, always in pairs', () => {
  expect(chinese.length).toBeGreaterThan(12);
  const alone = Object.keys(files)
    .filter(isEnglish)
    .filter((file) => !(file.replace(/en\.ts$/, 'zh.ts') in files));
  expect([...chinese.filter((file) => !(englishOf(file) in files)), ...alone]).toEqual([]);
});

test.each(chinese)('%s and its English have the same words with the same slots', (file) => {
  const zh = new Map(leaves(files[file] ?? {}));
  const en = new Map(leaves(files[englishOf(file)] ?? {}));
  expect([...zh.keys()].filter((key) => !en.has(key))).toEqual([]);
  expect([...en.keys()].filter((key) => !zh.has(key))).toEqual([]);
  const differing = [...zh].filter(
    ([key, text]) => slotsOf(text).join() !== slotsOf(en.get(key) ?? '').join(),
  );
  expect(differing.map(([key]) => key)).toEqual([]);
});

/** Codes of all failures that operations declare; the layer's own have the words of their class. */
function declaredCodes(): string[] {
  const document = readFileSync(path.join(webRoot, 'api-client', 'openapi.json'), 'utf8');
  const codes = document.match(/"[a-z]+\.[a-z0-9_]+"/g) ?? [];
  const responses = JSON.parse(document) as {
    paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
  };
  const declared = Object.values(responses.paths)
    .flatMap((verbs) => Object.values(verbs))
    .flatMap((operation) => Object.entries(operation.responses))
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([, response]) => [...response.description.matchAll(/`([^`]+)`/g)])
    .map((match) => match[1] as string);
  expect(codes.length).toBeGreaterThan(declared.length / 100);
  return [...new Set(declared)].filter((code) => !code.startsWith('api.')).sort();
}

test.each(['zh', 'en'])('every declared failure has words of its own: %s', (locale) => {
  const known = new Set(
    Object.entries(files)
      .filter(([file]) => isEnglish(file) === (locale === 'en'))
      .flatMap(([, tree]) => leaves((tree['failures'] as Tree | undefined) ?? {}))
      .map(([code]) => code),
  );
  const declared = declaredCodes();
  expect(declared.length).toBeGreaterThan(50);
  expect(declared.filter((code) => !known.has(code))).toEqual([]);
});
