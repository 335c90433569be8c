// Which files each page of a shell needs beside the shell's own, read off the built chunks and the
// modules' route declarations; ask-early.js asks for them before the shell itself runs.
import { readFileSync } from 'node:fs';
import { parseAst } from 'vite';

export interface DeclaredPage {
  readonly path: string;
  readonly name: string;
  readonly is_public: boolean;
  /** As it stands in the import, relative to the declaring file. */
  readonly component: string;
}

/** What a built chunk says of itself; Rolldown's and Vite's words for it. */
export interface BuiltChunk {
  readonly type: string;
  readonly fileName: string;
  readonly facadeModuleId?: string | null;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly moduleIds?: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
}
export type Bundle = Readonly<Record<string, BuiltChunk>>;

export interface PageTable {
  readonly area: string;
  readonly base: string;
  readonly files: readonly string[];
  readonly pages: readonly {
    readonly path: string;
    readonly closed: 0 | 1;
    readonly words: string;
    readonly files: readonly number[];
  }[];
  readonly words: Readonly<Record<string, Partial<Record<'zh' | 'en', readonly number[]>>>>;
  readonly sign_in: number | null;
}

interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function* nodesBelow(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) yield* nodesBelow(child);
}

function membersOf(node: Node): Map<string, Node> {
  const members = new Map<string, Node>();
  for (const property of node['properties'] as readonly Node[]) {
    const key = property['key'] as Node | undefined;
    const name = key?.['name'] ?? key?.['value'];
    if (typeof name === 'string') members.set(name, property['value'] as Node);
  }
  return members;
}
const textOf = (node: Node | undefined) =>
  typeof node?.['value'] === 'string' ? node['value'] : undefined;

function lazyImport(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  for (const inner of nodesBelow(node))
    if (inner.type === 'ImportExpression') return textOf(inner['source'] as Node);
  return undefined;
}

/** Routes written as `{ path, name, component: () => import('…'), meta: { audience } }`. */
export function declaredPages(code: string): readonly DeclaredPage[] {
  const pages: DeclaredPage[] = [];
  for (const node of nodesBelow(parseAst(code, { lang: 'ts' }) as unknown as Node)) {
    if (node.type !== 'ObjectExpression') continue;
    const members = membersOf(node);
    const path = textOf(members.get('path'));
    const component = lazyImport(members.get('component'));
    if (path === undefined || component === undefined) continue;
    const meta = members.get('meta');
    const said = meta?.type === 'ObjectExpression' ? membersOf(meta).get('audience') : undefined;
    pages.push({
      path,
      component,
      name: textOf(members.get('name')) ?? '',
      is_public: textOf(said) === 'public',
    });
  }
  return pages;
}

/** The address of a route as the source of a regular expression; null for one that takes all. */
export function pathPattern(path: string): string | null {
  if (path.includes('(')) return null;
  return path.replace(/\/:\w+\?/g, '(?:/[^/]+)?').replace(/:\w+/g, '[^/]+');
}

function filesOf(chunk: BuiltChunk, bundle: Bundle, seen = new Set<string>()): Set<string> {
  if (seen.has(chunk.fileName)) return seen;
  seen.add(chunk.fileName);
  for (const sheet of chunk.viteMetadata?.importedCss ?? []) seen.add(sheet);
  for (const name of chunk.imports ?? []) {
    const imported = bundle[name];
    if (imported) filesOf(imported, bundle, seen);
  }
  return seen;
}

const word_file = /\/([^/]+)\/(?:h5|console)\/words\/(?:[^/]*\.)?(zh|en)\.ts$/;

export interface Declaration {
  readonly file: string;
  readonly module: string;
  readonly code: string;
}

export function readDeclaration(file: string, shell: string): Declaration {
  const module = file.match(new RegExp(`/([^/]+)/${shell}/`))?.[1] ?? '';
  return { file, module, code: readFileSync(file, 'utf8') };
}

/** The table of a built shell. */
export function pageTable(
  bundle: Bundle,
  declarations: readonly Declaration[],
  shell: { readonly area: string; readonly base: string; readonly sign_in: string },
): PageTable {
  const chunks = Object.values(bundle).filter((chunk) => chunk.type === 'chunk');
  const own = new Set<string>();
  for (const entry of chunks.filter((chunk) => chunk.isEntry)) filesOf(entry, bundle, own);
  const files: string[] = [];
  const place = (file: string) => {
    if (!files.includes(file)) files.push(file);
    return files.indexOf(file);
  };
  const placesOf = (chunk: BuiltChunk) =>
    [...filesOf(chunk, bundle)].filter((file) => !own.has(file)).map(place);

  const named = declarations.flatMap(({ file, module, code }) =>
    declaredPages(code).flatMap((page) => {
      const component = new URL(page.component, `file://${file}`).pathname;
      const chunk = chunks.find((one) => one.facadeModuleId === component);
      const path = pathPattern(page.path);
      if (!chunk || path === null) return [];
      const closed: 0 | 1 = page.is_public ? 0 : 1;
      return [{ name: page.name, row: { path, closed, words: module, files: placesOf(chunk) } }];
    }),
  );
  // Fixed addresses before those with parameters, as the router ranks them.
  named.sort((a, b) => Number(a.row.path.includes('[')) - Number(b.row.path.includes('[')));

  const words: Record<string, Partial<Record<'zh' | 'en', number[]>>> = {};
  for (const chunk of chunks) {
    for (const id of chunk.moduleIds ?? []) {
      const [, module, locale] = id.match(word_file) ?? [];
      if (module === undefined || own.has(chunk.fileName)) continue;
      const list = ((words[module] ??= {})[locale as 'zh' | 'en'] ??= []);
      if (!list.includes(place(chunk.fileName))) list.push(place(chunk.fileName));
    }
  }
  const sign_in = named.findIndex(({ name }) => name === shell.sign_in);
  return {
    area: shell.area,
    base: shell.base,
    files,
    pages: named.map(({ row }) => row),
    words,
    sign_in: sign_in < 0 ? null : sign_in,
  };
}
