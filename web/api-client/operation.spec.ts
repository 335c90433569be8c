// The types that a generated description gives to calls. `npm run check` fails where they do not
// hold; at run time these tests only show that nothing is sent.
import { expectTypeOf, test } from 'vitest';
import type { Outcome } from './failure.ts';
import type { Call, Options, PathsWith, ReplyOf } from './operation.ts';

/** As openapi-typescript writes it. */
interface paths {
  '/parking/stays/{stay_id}/settlement': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    post: {
      parameters: {
        query?: never;
        header: { 'Idempotency-Key': string };
        path: { stay_id: string };
        cookie?: never;
      };
      requestBody: { content: { 'application/json': { payer_account_id: string } } };
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { 'application/json': { paid_fen: number } };
        };
        422: {
          headers: { [name: string]: unknown };
          content: { 'application/problem+json': { code: string } };
        };
      };
    };
    delete: {
      parameters: { query?: never; header?: never; path: { stay_id: string }; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } };
    };
  };
  '/parking/stays': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { after?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { 'application/json': { items: string[] } };
        };
      };
    };
    post?: never;
  };
  '/parking/day': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query: { day: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { 'application/json': { count: number } };
        };
      };
    };
  };
}
type Settle = paths['/parking/stays/{stay_id}/settlement']['post'];

test('each method knows its paths', () => {
  expectTypeOf<PathsWith<paths, 'get'>>().toEqualTypeOf<'/parking/stays' | '/parking/day'>();
  expectTypeOf<PathsWith<paths, 'post'>>().toEqualTypeOf<'/parking/stays/{stay_id}/settlement'>();
  expectTypeOf<PathsWith<paths, 'put'>>().toEqualTypeOf<never>();
});

test('the reply is that of success, and null where there is none', () => {
  expectTypeOf<ReplyOf<Settle>>().toEqualTypeOf<{ paid_fen: number }>();
  type Remove = paths['/parking/stays/{stay_id}/settlement']['delete'];
  expectTypeOf<ReplyOf<Remove>>().toEqualTypeOf<null>();
});

test('path and body are asked for, headers are not', () => {
  expectTypeOf<Options<Settle>['path']>().toEqualTypeOf<{ stay_id: string }>();
  expectTypeOf<Options<Settle>['body']>().toEqualTypeOf<{ payer_account_id: string }>();
  expectTypeOf<Options<Settle>>().not.toHaveProperty('header');
});

test('options may be left out where nothing is required, and only there', () => {
  const get: Call<paths, 'get'> = async () => ({ ok: true, value: null as never });
  expectTypeOf(get('/parking/stays')).resolves.toEqualTypeOf<Outcome<{ items: string[] }>>();
  void get('/parking/stays', { query: { after: 'x' } });
  void get('/parking/day', { query: { day: '2026-11-23' } });
  // @ts-expect-error the day is required
  void get('/parking/day');
  // @ts-expect-error no such path
  void get('/parking/nothing');
  // @ts-expect-error a query of another name
  void get('/parking/day', { query: { date: 'x' } });
});
