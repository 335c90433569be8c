// Trees of words, as every module has them.
export type WordTree = { readonly [key: string]: string | WordTree };

/** `[code, text]` of every leaf; keys may be nested or dotted, as modules like. */
export function flat(tree: WordTree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    return typeof value === 'string' ? [[name, value] as [string, string]] : flat(value, name);
  });
}
