// Component tests of the shells, the shared parts and of every module's pages.
import path from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { moduleImports } from './tools/vite/module-imports.ts';
import { featureFlags, repositoryRoot, webRoot } from './tools/vite/shell-config.ts';

export default defineConfig({
  root: repositoryRoot,
  server: { fs: { strict: false } },
  cacheDir: path.join(webRoot, 'node_modules', '.vite'),
  define: featureFlags,
  plugins: [moduleImports(webRoot), vue()],
  test: {
    environment: 'happy-dom',
    include: ['web/**/*.spec.ts', '{core,services,scenarios}/**/*.spec.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'build/**'],
    setupFiles: [path.join(webRoot, 'tools', 'vite', 'test-setup.ts')],
    restoreMocks: true,
    maxWorkers: 2,
    testTimeout: 15000,
  },
});
