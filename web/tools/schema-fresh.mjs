// Fails when schema.d.ts is not what openapi.json generates.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web_root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const generator = path.join(web_root, 'node_modules', '.bin', 'openapi-typescript');
const described = path.join(web_root, 'api-client', 'openapi.json');
const generated = execFileSync(generator, [described], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const committed = readFileSync(path.join(web_root, 'api-client', 'schema.d.ts'), 'utf8');

if (generated.trim() !== committed.trim()) {
  console.error('api-client/schema.d.ts is stale: npm run generate');
  process.exit(1);
}
