// Fails when schema.d.ts is not what openapi.json generates, and lists calls that the description
// does not know yet.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web_root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const repository_root = path.dirname(web_root);
const generator = path.join(web_root, 'node_modules', '.bin', 'openapi-typescript');
const described = path.join(web_root, 'api-client', 'openapi.json');
const generated = execFileSync(generator, [described], { encoding: 'utf8' });
const committed = readFileSync(path.join(web_root, 'api-client', 'schema.d.ts'), 'utf8');

if (generated.trim() !== committed.trim()) {
  console.error('api-client/schema.d.ts is stale: npm run generate');
  process.exit(1);
}

const places = ['core', 'services', 'scenarios', 'web/h5', 'web/console'];
const uses = places.flatMap((place) => {
  const folder = path.join(repository_root, place);
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !/node_modules|dist/.test(file) && !file.endsWith('.spec.ts'))
      .filter((file) =>
        /\bundeclared\.(get|post|put|patch|delete)/.test(readFileSync(file, 'utf8')),
      );
  } catch {
    return [];
  }
});
for (const file of uses) {
  console.warn(`calls a path outside the API description: ${path.relative(repository_root, file)}`);
}
