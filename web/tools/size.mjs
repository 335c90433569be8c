// How much a first visit loads: the script and style that index.html asks for and what they import
// at once, compressed. The H5 shell has a limit, the console is reported.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const web_root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const limits_kib = { h5: 140, console: null };

/** Files of the entry chunk, of everything it imports statically, and of the page it opens with. */
export function initialFiles(list, landing) {
  const files = new Set();
  const seen = new Set();
  const visit = (key) => {
    const chunk = list[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    files.add(chunk.file);
    for (const sheet of chunk.css ?? []) files.add(sheet);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const [key, chunk] of Object.entries(list)) if (chunk.isEntry) visit(key);
  for (const key of Object.keys(list)) if (landing.test(key)) visit(key);
  return [...files];
}

const compressed = (file) => {
  try {
    return readFileSync(`${file}.br`).length;
  } catch {
    return brotliCompressSync(readFileSync(file)).length;
  }
};

export function measure(shell, landing) {
  const dist = path.join(web_root, shell, 'dist');
  const list = JSON.parse(readFileSync(path.join(dist, 'build-list.json'), 'utf8'));
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8');
  const linked = [...html.matchAll(/(?:src|href)="\/[a-z0-9]+\/(assets\/[^"]+\.(?:js|css))"/g)];
  const files = new Set([...initialFiles(list, landing), ...linked.map((match) => match[1])]);
  const sizes = [...files].map((file) => ({ file, bytes: compressed(path.join(dist, file)) }));
  return { sizes, total: sizes.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function report(shell, landing) {
  const { sizes, total } = measure(shell, landing);
  const limit = limits_kib[shell];
  const kib = (bytes) => (bytes / 1024).toFixed(1);
  for (const { file, bytes } of sizes.sort((a, b) => b.bytes - a.bytes).slice(0, 8)) {
    console.log(`  ${kib(bytes).padStart(7)} KiB  ${file}`);
  }
  const verdict = limit === null ? '' : ` of ${limit} KiB`;
  console.log(`${shell}: ${kib(total)} KiB${verdict} initial script and style, brotli`);
  return limit === null || total <= limit * 1024;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const fits = [report('h5', /pages\/HomePage/), report('console', /pages\/LandingPage/)];
  if (!fits.every(Boolean)) {
    console.error('The first visit loads too much: load later what the home page does not show.');
    process.exit(1);
  }
}
