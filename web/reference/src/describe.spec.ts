// What the reference reads from the document, on the document that is committed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { webRoot } from '../../tools/vite/shell-config.ts';
import { curlOf, groupsOf, matches, type Document, type Operation } from './describe.ts';
import { summaries_zh } from './words/summaries.zh.ts';

const file = path.join(webRoot, 'api-client', 'openapi.json');
const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
const operations = groupsOf(document).flatMap((group) => group.operations);
const named = (id: string): Operation => {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
};

test('every operation of the document is shown, under one module', () => {
  const count = Object.values(document.paths).flatMap((verbs) => Object.keys(verbs)).length;
  expect(operations).toHaveLength(count);
  expect(new Set(operations.map((operation) => operation.id)).size).toBe(count);
});

test('every operation says its caller, its limits and how it can fail', () => {
  for (const operation of operations) {
    expect(operation.access, operation.id).toMatch(/^(open|\w+_session|\w+_signature)$/);
    expect(operation.limits.calls_per_minute_max, operation.id).toBeGreaterThan(0);
    const codes = operation.failures.map((failure) => failure.code);
    expect(codes, operation.id).toContain('api.request_malformed');
  }
});

test('fields carry their place, whether they must be there, and their bounds', () => {
  const refund = named('payment_refund_payment').fields;
  expect(refund.map(({ name, place }) => [name, place])).toEqual([
    ['payment_id', 'path'],
    ['amount_fen', 'body'],
    ['reason', 'body'],
  ]);
  expect(refund[1]).toMatchObject({ type: 'money', required: true });
  expect(refund[2]?.range).toMatch(/^1 … \d+$/);
});

test('optional fields and choices are told as such, members stand below what holds them', () => {
  const list = named('payment_list_payments');
  const state = list.fields.find((field) => field.name === 'state');
  expect(state).toMatchObject({ type: 'choice', required: false });
  expect(state?.choices).toContain('refunded_partly');
  const items = list.reply_fields.findIndex((field) => field.name === 'items');
  expect(list.reply_fields[items]?.type).toBe('list of object');
  expect(list.reply_fields[items + 1]).toMatchObject({ name: 'payment_id', depth: 1 });
});

test('the sample call fills path and body and carries what the call needs', () => {
  const sample = curlOf(named('account_top_up'), 'https://bank.example');
  expect(sample).toMatch(
    /^curl -sS -X POST 'https:\/\/bank\.example\/api\/accounts\/lac_\w+\/top-ups'/,
  );
  expect(sample).toContain("-H 'Authorization: Bearer <token>'");
  expect(sample).toContain("-H 'Idempotency-Key: ");
  expect(sample).toContain('"amount_fen": 1250');
  expect(curlOf(named('identity_log_in'), '')).not.toContain('Authorization');
});

test('search finds by path, failure code and Chinese name, all words together', () => {
  const refund = named('payment_refund_payment');
  expect(matches(refund, '/refunds post')).toBe(true);
  expect(matches(refund, 'api.login_required')).toBe(true);
  expect(matches(refund, '退款', summaries_zh[refund.id])).toBe(true);
  expect(matches(refund, 'refund canteen')).toBe(false);
});

test('no Chinese name belongs to an operation that is gone', () => {
  const known = new Set(operations.map((operation) => operation.id));
  expect(Object.keys(summaries_zh).filter((id) => !known.has(id))).toEqual([]);
});
