// What a counter sells, in the form that it signs; the server builds the same texts
// (server/counter/sale_fact.cpp).
export type LineKind = 'set_meal' | 'per_item' | 'free_amount' | 'weigh';
export type PayerKind = 'payment_code' | 'card' | 'diner_number';

export interface SoldLine {
  readonly kind: LineKind;
  readonly menu_item_id?: string;
  readonly dish_id?: string;
  readonly dish_name: string;
  readonly quantity: number;
  readonly weight_g?: number;
  readonly unit_price_fen: number;
}

export interface Payer {
  readonly kind: PayerKind;
  readonly value: string;
}

/** One sale; without lines it says that the number was given away. */
export interface SaleFact {
  readonly seq: number;
  readonly device_time_us: number;
  readonly payer: Payer;
  readonly lines: readonly SoldLine[];
}

export interface SeqRange {
  readonly from_seq: number;
  readonly to_seq: number;
}

function lineText(line: SoldLine): string {
  return [
    line.kind,
    line.menu_item_id ?? '',
    line.dish_id ?? '',
    line.dish_name,
    line.quantity,
    line.weight_g ?? '',
    line.unit_price_fen,
  ].join('\t');
}

export function saleText(fact: SaleFact): string {
  const head = ['sale', fact.seq, fact.device_time_us, `${fact.payer.kind}:${fact.payer.value}`];
  return [...head, ...fact.lines.map(lineText)].map((row) => `${row}\n`).join('');
}

export function batchText(
  terminal_id: string,
  range: SeqRange,
  facts: readonly SaleFact[],
): string {
  const head = ['dlfp-batch-1', terminal_id, range.from_seq, range.to_seq];
  return head.map((row) => `${row}\n`).join('') + facts.map(saleText).join('');
}

export interface RequestToSign {
  readonly method: string;
  readonly target: string;
  readonly terminal_id: string;
  readonly signed_at_us: number;
  readonly nonce: string;
  readonly body_sha256: string;
}

export function requestText(request: RequestToSign): string {
  return [
    'dlfp-device-1',
    request.method,
    request.target,
    request.terminal_id,
    request.signed_at_us,
    request.nonce,
    request.body_sha256,
  ].join('\n');
}

/** Grams times the price of a kilogram, half up, line by line: the receipt adds up (row C4). */
export function lineAmount(line: SoldLine): number {
  if (line.kind !== 'weigh') return line.unit_price_fen * line.quantity;
  return Math.floor(((line.weight_g ?? 0) * line.unit_price_fen + 500) / 1000);
}

export function totalOf(lines: readonly SoldLine[]): number {
  return lines.reduce((sum, line) => sum + lineAmount(line), 0);
}

/** A scanned payment code has 20 digits and begins with 86; "#1001" is a diner's number. */
export function readPayer(text: string): Payer | null {
  const typed = text.trim();
  if (/^86\d{18}$/.test(typed)) return { kind: 'payment_code', value: typed };
  if (/^#\S{1,32}$/.test(typed)) return { kind: 'diner_number', value: typed.slice(1) };
  return /^\S{1,64}$/.test(typed) ? { kind: 'card', value: typed } : null;
}
