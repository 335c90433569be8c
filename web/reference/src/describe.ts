// From the OpenAPI document to what the reference shows: groups of operations with flat fields.

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Media {
  readonly schema: Schema;
  readonly example?: unknown;
}
type Content = Readonly<Record<string, Media>>;
interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}
export interface Limits {
  readonly calls_per_minute_max: number;
  readonly body_bytes_max: number;
  readonly deadline_ms: number;
}
interface RawOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content: Content }>>;
  readonly 'x-limits': Limits;
  readonly 'x-permission'?: string;
}
export interface Document {
  readonly info: { readonly version: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Field {
  readonly name: string;
  readonly depth: number;
  readonly required: boolean;
  readonly type: string;
  /** What the value is held to: "1–200", "1–64 characters" as figures, or the choices. */
  readonly range: string;
  readonly choices: readonly string[];
  readonly place: string;
}
export interface DeclaredFailure {
  readonly code: string;
  readonly status: number;
}
export interface Operation {
  readonly id: string;
  readonly verb: string;
  readonly path: string;
  readonly group: string;
  readonly summary: string;
  readonly access: string;
  readonly permission: string | null;
  readonly limits: Limits;
  readonly takes_key: boolean;
  readonly fields: readonly Field[];
  readonly body_example: unknown;
  readonly reply_kind: string;
  readonly reply_fields: readonly Field[];
  readonly reply_example: unknown;
  readonly failures: readonly DeclaredFailure[];
  readonly address: string;
}
export interface Group {
  readonly name: string;
  readonly title_zh: string;
  readonly operations: readonly Operation[];
}

const depth_max = 4;

function resolved(schema: Schema, document: Document): Schema {
  const name = schema.$ref?.split('/').pop();
  return name === undefined ? schema : (document.components.schemas[name] ?? {});
}

/** The schema without its "or null", and whether there was one. */
function present(schema: Schema): { schema: Schema; nullable: boolean } {
  const choice = schema.anyOf?.find((one) => one.type !== 'null');
  return choice ? { schema: choice, nullable: true } : { schema, nullable: false };
}

const figure = (value: number) =>
  Number.isSafeInteger(value) ? value.toLocaleString('en-US') : value > 0 ? '2⁶³−1' : '−2⁶³';

/** `pay_` where a text is the id of one kind of thing. */
const prefixOf = (schema: Schema): string | null =>
  /^\^([a-z]+_)\[/.exec(schema.pattern ?? '')?.[1] ?? null;

function rangeOf(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength } = schema;
  const whole_range = minimum !== undefined && maximum !== undefined;
  if (whole_range && (minimum > Number.MIN_SAFE_INTEGER || maximum < Number.MAX_SAFE_INTEGER)) {
    return `${figure(minimum)} … ${figure(maximum)}`;
  }
  if (maxLength !== undefined) {
    return minLength === maxLength ? `= ${maxLength}` : `${minLength ?? 0} … ${maxLength}`;
  }
  const prefix = prefixOf(schema);
  return prefix === null ? (schema.pattern ?? '') : `${prefix}…`;
}

function typeOf(schema: Schema): string {
  if (schema.type === 'array') return 'list';
  if (schema.enum) return 'choice';
  if (schema.description?.startsWith('Amount in fen')) return 'money';
  if (schema.description?.startsWith('Microseconds')) return 'time';
  if (prefixOf(schema)) return 'id';
  if (schema.format === 'date') return 'date';
  if (schema.format === 'password') return 'secret';
  return schema.type ?? 'any';
}

interface Place {
  readonly document: Document;
  readonly depth: number;
  readonly place: string;
}

/** A field and, indented below it, the members of what it holds. */
function fieldsOf(name: string, schema: Schema, required: boolean, at: Place): Field[] {
  const { schema: outer, nullable } = present(schema);
  const whole = resolved(outer, at.document);
  const inner = whole.type === 'array' ? resolved(whole.items ?? {}, at.document) : whole;
  const described = whole.type === 'array' && !inner.properties ? inner : whole;
  const own: Field = {
    name,
    depth: at.depth,
    required: required && !nullable,
    type: whole.type === 'array' ? `list of ${typeOf(inner)}` : typeOf(whole),
    range: rangeOf(described),
    choices: described.enum ?? [],
    place: at.place,
  };
  return [own, ...membersOf(inner, { ...at, depth: at.depth + 1 })];
}

function membersOf(schema: Schema, at: Place): Field[] {
  const whole = resolved(schema, at.document);
  if (!whole.properties || at.depth > depth_max) return [];
  return Object.entries(whole.properties).flatMap(([name, member]) =>
    fieldsOf(name, member, whole.required?.includes(name) ?? false, at),
  );
}

function failuresOf(raw: RawOperation): DeclaredFailure[] {
  return Object.entries(raw.responses)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([status, { content }]) => {
      const parts = content['application/problem+json']?.schema.allOf ?? [];
      const codes = parts.flatMap((part) => part.properties?.['code']?.enum ?? []);
      return codes.map((code) => ({ code, status: Number(status) }));
    });
}

function addressOf(path: string, parameters: readonly Parameter[]): string {
  const text = (value: unknown) => encodeURIComponent(String(value));
  let address = path;
  for (const one of parameters.filter((parameter) => parameter.in === 'path')) {
    address = address.replace(`{${one.name}}`, text(one.example));
  }
  const query = parameters
    .filter((one) => one.in === 'query' && (one.required || one.name === 'limit'))
    .map((one) => `${one.name}=${text(one.example)}`);
  return query.length > 0 ? `${address}?${query.join('&')}` : address;
}

function operationOf(document: Document, place: { path: string; verb: string }): Operation {
  const { path, verb } = place;
  const raw = document.paths[path]?.[verb] as RawOperation;
  const own = raw.parameters.filter((parameter) => parameter.$ref === undefined);
  const body = raw.requestBody?.content['application/json'];
  const [reply_kind, reply] = Object.entries(raw.responses['200']?.content ?? {})[0] ?? ['', null];
  const at = (where: string): Place => ({ document, depth: 0, place: where });
  return {
    id: raw.operationId,
    verb,
    path,
    group: raw.tags[0] ?? '',
    summary: raw.summary,
    access: Object.keys(raw.security[0] ?? { open: [] })[0] ?? 'open',
    permission: raw['x-permission'] ?? null,
    limits: raw['x-limits'],
    takes_key: own.length < raw.parameters.length,
    fields: [
      ...own.flatMap((one) => fieldsOf(one.name, one.schema, one.required ?? false, at(one.in))),
      ...(body ? membersOf(body.schema, at('body')) : []),
    ],
    body_example: body?.example ?? null,
    reply_kind,
    reply_fields: reply ? membersOf(reply.schema, at('reply')) : [],
    reply_example: reply?.example ?? null,
    failures: failuresOf(raw),
    address: addressOf(path, own),
  };
}

/** Groups in the document's order, operations by path. */
export function groupsOf(document: Document): Group[] {
  const operations = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.keys(verbs).map((verb) => operationOf(document, { path, verb })),
  );
  return document.tags.map((tag) => ({
    name: tag.name,
    title_zh: tag.description,
    operations: operations.filter((operation) => operation.group === tag.name),
  }));
}

const schemes: Readonly<Record<string, string>> = {
  customer_session: 'Bearer <token>',
  staff_session: 'Bearer <token>',
  partner_signature: 'DLFP-Partner <signature>',
  device_signature: 'DLFP-Device <signature>',
};

/** A command line that makes this call, to be filled with a token of one's own. */
export function curlOf(operation: Operation, origin: string): string {
  const scheme = schemes[operation.access];
  const body = operation.body_example;
  return [
    `curl -sS${operation.verb === 'get' ? '' : ` -X ${operation.verb.toUpperCase()}`}`,
    ` '${origin}/api${operation.address}'`,
    scheme ? ` \\\n  -H 'Authorization: ${scheme}'` : '',
    operation.takes_key ? ` \\\n  -H 'Idempotency-Key: 5e0c7b1a94d24f6e'` : '',
    body === null
      ? ''
      : ` \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(body, null, 2)}'`,
  ].join('');
}

/** Every word typed must occur in the path, the id, a summary or a failure's code. */
export function matches(operation: Operation, typed: string, summary_zh = ''): boolean {
  const codes = operation.failures.map((failure) => failure.code);
  const text = [operation.verb, operation.path, operation.id, operation.summary, summary_zh, codes]
    .flat()
    .join(' ')
    .toLowerCase();
  const words = typed.toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word));
}
