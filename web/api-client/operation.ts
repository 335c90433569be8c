// Types only: what a call needs and answers, read from the generated description of an operation.
import type { Outcome } from './failure.ts';
import type { Intention } from './intention.ts';
import type { Authorize } from './transport.ts';
import type { components } from './schema.d.ts';

/** The shapes of requests and replies by name: `type Dish = Schemas['CanteenDish']`. */
export type Schemas = components['schemas'];

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface CallOptions {
  readonly timeout_ms?: number;
  readonly signal?: AbortSignal;
  /**
   * State-changing calls: the intention that this call carries out; without one the call is its
   * own intention.
   */
  readonly intention?: Intention;
  /** Devices sign their calls instead of having a session. */
  readonly authorize?: Authorize;
}

type Part<Whole, Name extends string> = Whole extends { [K in Name]: infer T } ? T : never;
type OptionalPart<Whole, Name extends string> = Whole extends { [K in Name]?: infer T }
  ? NonNullable<T>
  : never;
type JsonOf<T> = T extends { content: { 'application/json': infer Json } } ? Json : never;
type NullWithout<T> = [T] extends [never] ? null : T;

type PathOf<O> = Part<Part<O, 'parameters'>, 'path'>;
type QueryOf<O> = OptionalPart<Part<O, 'parameters'>, 'query'>;
type RequiredQueryOf<O> = Part<Part<O, 'parameters'>, 'query'>;
type GoodAnswer<O> = Part<O, 'responses'> extends infer R ? R[keyof R & (200 | 201 | 202)] : never;

export type BodyOf<O> = JsonOf<OptionalPart<O, 'requestBody'>>;
/** The reply of a call; null where it answers nothing. */
export type ReplyOf<O> = NullWithout<JsonOf<GoodAnswer<O>>>;

type Field<Name extends string, T> = [T] extends [never]
  ? { readonly [K in Name]?: undefined }
  : { readonly [K in Name]: T };
type QueryField<O> = [RequiredQueryOf<O>] extends [never]
  ? { readonly query?: QueryOf<O> }
  : { readonly query: RequiredQueryOf<O> };

/** Headers are the client's own matter, also where the description names them. */
export type Options<O> = CallOptions &
  Field<'path', PathOf<O>> &
  QueryField<O> &
  Field<'body', BodyOf<O>>;
export type MaybeOptions<O> =
  object extends Options<O> ? [options?: Options<O>] : [options: Options<O>];

/** The paths that have an operation for this method. */
export type PathsWith<Paths, M extends Method> = {
  [P in keyof Paths]: Paths[P] extends { [K in M]: infer O }
    ? [O] extends [never | undefined]
      ? never
      : P
    : never;
}[keyof Paths] &
  string;

export type Operation<Paths, P extends keyof Paths, M extends Method> = Paths[P][M &
  keyof Paths[P]];

export type Call<Paths, M extends Method> = <P extends PathsWith<Paths, M> & keyof Paths>(
  path: P,
  ...options: MaybeOptions<Operation<Paths, P, M>>
) => Promise<Outcome<ReplyOf<Operation<Paths, P, M>>>>;
