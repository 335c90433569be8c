// Puts a small classic script into the head as its own hashed file, because the content security
// policy allows no inline script: theme, elder mode and language before the first paint, and an
// early request for the files of the page that the address names.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { pageTable, readDeclaration, type Bundle } from './page-files.ts';

export interface Boot {
  /** Holds boot.js and ask-early.js. */
  readonly folder: string;
  readonly area: string;
  readonly base: string;
  /** The route that pages for signed-in callers lead to before sign-in. */
  readonly sign_in: string;
}

const withoutComments = (file: string) =>
  readFileSync(file, 'utf8')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/\n\s*/g, '\n')
    .trim();

export function bootScript(boot: Boot): Plugin {
  let fileName = 'boot.js';
  const declaring = new RegExp(
    `/(?:core|services|scenarios)/[^/]+/${boot.area}/(?:index|parts/[\\w-]+)\\.ts$` +
      `|/web/${boot.area}/src/router\\.ts$`,
  );
  const looks = () => withoutComments(path.join(boot.folder, 'boot.js'));
  return {
    name: 'dlfp:boot-script',
    enforce: 'pre',
    configureServer(server) {
      server.middlewares.use(`${boot.base}boot.js`, (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(looks());
      });
    },
    generateBundle: {
      order: 'pre',
      handler(_options, bundle) {
        const declarations = [...this.getModuleIds()]
          .filter((id) => declaring.test(id))
          .sort()
          .map((id) => readDeclaration(id, boot.area));
        const table = JSON.stringify(pageTable(bundle as unknown as Bundle, declarations, boot));
        const early = withoutComments(path.join(boot.folder, 'ask-early.js'));
        const filled = early.replace(/\/\*table\*\/[^]*\}\);$/, () => `${table});`);
        const source = `${looks()}\n${filled}`;
        const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
        fileName = `assets/boot-${hash}.js`;
        this.emitFile({ type: 'asset', fileName, source });
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace('<!--boot-->', `<script src="${boot.base}${fileName}"></script>`),
    },
  };
}
