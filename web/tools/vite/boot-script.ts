// Puts a tiny classic script (theme, elder mode, language before the first paint) into the head as
// its own hashed file, because the content security policy allows no inline script.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

export function bootScript(file: string, base: string): Plugin {
  let fileName = 'boot.js';
  let building = false;
  const source = () =>
    readFileSync(file, 'utf8')
      .replace(/^\s*\/\/.*$/gm, '')
      .replace(/\n\s*/g, '\n')
      .trim();
  return {
    name: 'dlfp:boot-script',
    config(_config, { command }) {
      building = command === 'build';
    },
    configureServer(server) {
      server.middlewares.use(`${base}boot.js`, (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(source());
      });
    },
    buildStart() {
      if (!building) return;
      const text = source();
      const hash = createHash('sha256').update(text).digest('base64url').slice(0, 8);
      fileName = `assets/boot-${hash}.js`;
      this.emitFile({ type: 'asset', fileName, source: text });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<!--boot-->', `<script src="${base}${fileName}"></script>`),
    },
  };
}
