// Writes .br and .gz files beside every text asset, so that the server never compresses while
// serving.
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const textual = /\.(?:js|mjs|css|html|svg|json|txt|webmanifest)$/;
const worthwhile_bytes = 512;

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((e) => e.isFile()).map((e) => path.join(e.parentPath, e.name));
}

export async function compressFolder(folder: string): Promise<number> {
  const files = (await filesBelow(folder)).filter((f) => textual.test(f));
  for (const file of files) {
    const bytes = await fs.readFile(file);
    if (bytes.length < worthwhile_bytes) continue;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    await fs.writeFile(`${file}.br`, brotliCompressSync(bytes, { params }));
    await fs.writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
  return files.length;
}

export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'dlfp:precompress',
    apply: 'build',
    configResolved(config) {
      folder = path.resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      await compressFolder(folder);
    },
  };
}
