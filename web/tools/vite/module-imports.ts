// Lets pages that live outside web/ (core/*/h5, scenarios/*/console, …) import packages of the web
// workspace: a bare import from there is resolved as if it stood in web/.
import path from 'node:path';
import type { Plugin } from 'vite';

export function moduleImports(webRoot: string): Plugin {
  const standIn = path.join(webRoot, 'ui', 'index.ts');
  return {
    name: 'dlfp:module-imports',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const bare = /^[@a-z]/i.test(source) && !path.isAbsolute(source);
      if (!bare || !importer || importer.startsWith(webRoot + path.sep)) return null;
      if (importer.startsWith('\0') || importer.includes('node_modules')) return null;
      return this.resolve(source, standIn, { ...options, skipSelf: true });
    },
  };
}
