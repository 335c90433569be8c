// @vitest-environment node
// The linter of the API document runs without a network and finds what it is there to find.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webRoot } from './vite/shell-config.ts';

interface Finding {
  readonly code: string;
  readonly path: readonly string[];
}

interface Media {
  example?: Record<string, unknown>;
}
interface Operation {
  operationId: string;
  parameters: { name?: string; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content: Record<string, Media> }>;
  'x-limits'?: object;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
}

const folder = mkdtempSync(path.join(tmpdir(), 'dlfp-openapi-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A part of the committed document, small enough to be linted at once. */
function sample(): Document {
  const file = path.join(webRoot, 'api-client', 'openapi.json');
  const whole = JSON.parse(readFileSync(file, 'utf8')) as Document;
  return { ...whole, paths: { '/accounts': whole.paths['/accounts'] ?? {} } };
}

async function findings(document: Document, name: string): Promise<Finding[]> {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(document));
  const rules = path.join(webRoot, 'tools', 'openapi-rules.yaml');
  const program = path.join(webRoot, 'node_modules', '.bin', 'spectral');
  const options = ['lint', '--quiet', '--format', 'json', '--ruleset', rules, file];
  // A closed port as proxy: whatever would ask the network fails.
  const environment = { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:9', FORCE_COLOR: '0' };
  const run = promisify(execFile)(program, options, { env: environment });
  const { stdout } = await run.catch((failed: { stdout: string }) => failed);
  return JSON.parse(stdout) as Finding[];
}

let clean: Finding[];
let broken: Finding[];

beforeAll(async () => {
  const document = sample();
  const operation = document.paths['/accounts']?.['post'];
  const read = document.paths['/accounts']?.['get'];
  if (!operation?.requestBody || !read) throw new Error('the sample lost its operations');
  const body = operation.requestBody.content['application/json'];
  const reply = operation.responses['200']?.content['application/json'];
  delete body?.example;
  if (reply?.example) reply.example['bound_bank_name'] = 7;
  delete operation['x-limits'];
  read.operationId = operation.operationId;
  // Schemas that only other paths use are not what is looked for here.
  const wanted = (found: Finding[]) => found.filter((one) => one.code !== 'oas3-unused-component');
  [clean, broken] = (
    await Promise.all([findings(sample(), 'clean'), findings(document, 'broken')])
  ).map(wanted) as [Finding[], Finding[]];
}, 60_000);

test('the document that the declarations make has no finding', () => {
  expect(clean).toEqual([]);
});

test.each([
  ['an operation without an example of its body', 'body-has-example'],
  ['an example that its schema refuses', 'oas3-valid-media-example'],
  ['an operation that does not say its limits', 'limits-are-said'],
  ['two operations of one name', 'operation-operationId-unique'],
])('%s is found', (_sentence, rule) => {
  expect(broken.map((one) => one.code)).toContain(rule);
});
