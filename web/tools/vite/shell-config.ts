// The build configuration that both shells share; they differ in folder, base path and boot script.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import type { UserConfig } from 'vite';
import { bootScript } from './boot-script.ts';
import { moduleImports } from './module-imports.ts';
import { precompress } from './precompress.ts';

export const webRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const repositoryRoot = path.dirname(webRoot);

export const featureFlags = {
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  __VUE_I18N_FULL_INSTALL__: 'false',
  __VUE_I18N_LEGACY_API__: 'false',
  __INTLIFY_DROP_MESSAGE_COMPILER__: 'false',
  __INTLIFY_PROD_DEVTOOLS__: 'false',
};

const vendor = {
  name: 'vendor',
  test: /node_modules\/(?:@?vue|pinia|@intlify|openapi-fetch|@vue)[/-]|rolldown\/runtime/,
};
const everywhere = 'api-client/|ui/(?!console|testing|components/(?:QrCode|PinPad|CodeInput))';
/** Nearly every page of the console has a table. */
const tables = 'ui/console/(?:ConsolePage|RecordTable|record-table|table|index|import/write-csv)';

/** A module's words in one language are one file, however many parts the module has. */
const words = {
  debugName: 'words',
  test: /\/(?:core|services|scenarios)\/[^/]+\/(?:h5|console)\/words\//,
  name: (id: string) => {
    const [, module, locale] =
      id.match(/\/([^/]+)\/(?:h5|console)\/words\/(?:[^/]*\.)?(zh|en)\.ts$/) ?? [];
    return module === undefined ? null : `words-${module}-${locale}`;
  },
};

/**
 * Few files instead of many small ones: over HTTP/1.1 each costs a turn of the network. What every
 * page is made of comes at once; what only some pages need (codes, charts, imports) stays apart.
 */
function sharedChunks(shell: string) {
  const parts = shell === 'console' ? `${everywhere}|${tables}` : everywhere;
  return [vendor, { name: 'parts', test: new RegExp(`/web/(?:${parts})`) }, words];
}

const sign_in = { h5: 'identity.login', console: 'identity.staff_login', reference: '' };

export function shellConfig(shell: 'h5' | 'console' | 'reference'): UserConfig {
  const base = `/${shell}/`;
  return {
    root: path.join(webRoot, shell),
    base,
    define: featureFlags,
    plugins: [
      moduleImports(webRoot),
      vue(),
      bootScript({
        folder: path.join(webRoot, 'ui', 'display'),
        area: shell,
        base,
        sign_in: sign_in[shell],
      }),
      precompress(),
    ],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: ['chrome87', 'safari14', 'firefox88'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      manifest: 'build-list.json',
      chunkSizeWarningLimit: 1200,
      rolldownOptions: { output: { codeSplitting: { groups: sharedChunks(shell) } } },
    },
    server: {
      fs: { allow: [repositoryRoot] },
      proxy: {
        '/openapi.json': {
          target: process.env['DLFP_API'] ?? 'https://127.0.0.1:8443',
          secure: false,
        },
        '/api': { target: process.env['DLFP_API'] ?? 'https://127.0.0.1:8443', secure: false },
      },
    },
  };
}
