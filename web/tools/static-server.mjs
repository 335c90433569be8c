// Serves the built shells the way the platform does (precompressed, strict policy, index.html for
// every path of a shell), with a table of API answers. For tests of the web part alone.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web_root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const strict_policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

function fileFor(pathname, dist_of) {
  const match = /^\/(h5|console)(\/.*)?$/.exec(pathname);
  if (!match) return null;
  const dist = dist_of(match[1]);
  const file = path.join(dist, path.normalize(match[2] ?? '/'));
  const inside = file.startsWith(dist) && existsSync(file) && statSync(file).isFile();
  return inside ? file : path.join(dist, 'index.html');
}

function sendFile(request, response, file) {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const compressed = /\bbr\b/.test(accepted) && existsSync(`${file}.br`);
  const hashed = /\/assets\//.test(file);
  response.writeHead(200, {
    'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': strict_policy,
    'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(compressed ? { 'Content-Encoding': 'br' } : {}),
  });
  response.end(readFileSync(compressed ? `${file}.br` : file));
}

function sendAnswer(request, response, pathname, answers) {
  const known = answers[`${request.method} ${pathname}`];
  const [status, body] = known ?? [404, { code: 'test.unknown_call', request_id: 'req_test' }];
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** Answers `{ address, close }`; `answers` maps `"GET /api/path"` to `[status, body]`. */
export async function serveShells({ answers = {}, dist_of = distOf } = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/api/')) return sendAnswer(request, response, pathname, answers);
    const file = fileFor(decodeURIComponent(pathname), dist_of);
    if (file && existsSync(file)) return sendFile(request, response, file);
    response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function distOf(shell) {
  return path.join(web_root, shell, 'dist');
}
