// Checks imported rows against the columns that an import wants; every problem names its row and
// column.
import { parseMoney } from '../../format/money.ts';
import type { ReadTable } from './read-table.ts';

export interface ImportColumn {
  /** Name in the API: the key of the value in each row. */
  readonly key: string;
  /** Heading in the file. */
  readonly title: string;
  /** Other headings that mean the same. */
  readonly aliases?: readonly string[];
  /** `money` becomes fen, `integer` a number, the others stay text. */
  readonly kind?: 'text' | 'money' | 'integer' | 'date' | 'mobile' | 'choice';
  readonly required?: boolean;
  /** `choice`: text in the file → value in the API. */
  readonly choices?: Readonly<Record<string, string>>;
  readonly max_length?: number;
  /** No value twice in one file. */
  readonly unique?: boolean;
  readonly example?: string;
}

export type ImportValue = string | number | null;
export type ImportRow = Readonly<Record<string, ImportValue>>;

export interface RowProblem {
  /** Row in the file as a spreadsheet counts it: the header is row 1. */
  readonly row: number;
  readonly column: string;
  /** Key below `ui.problem`, or words as they stand. */
  readonly problem: string;
  readonly members?: Readonly<Record<string, unknown>>;
}

export interface CheckedRows {
  readonly missing_columns: readonly string[];
  readonly good: readonly { readonly row: number; readonly values: ImportRow }[];
  readonly problems: readonly RowProblem[];
}

type Verdict =
  | { readonly value: ImportValue }
  | { readonly problem: string; readonly members?: Record<string, unknown> };

const plain = (heading: string) =>
  heading
    .replace(/[\s*＊﻿]/g, '')
    .replace(/[（(].*[)）]$/, '')
    .toLowerCase();

function placeOf(column: ImportColumn, header: readonly string[]): number {
  const wanted = [column.title, column.key, ...(column.aliases ?? [])].map(plain);
  return header.findIndex((heading) => wanted.includes(plain(heading)));
}

function realDate(text: string): string | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (!match) return null;
  const date = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : null;
}

/** Reads one cell by its column's kind. */
export function checkCell(text: string, column: ImportColumn): Verdict {
  if (text === '')
    return column.required
      ? { problem: 'required', members: { label: column.title } }
      : { value: null };
  if (column.max_length !== undefined && [...text].length > column.max_length) {
    return { problem: 'too_long', members: { max: column.max_length } };
  }
  switch (column.kind) {
    case 'money':
      return orProblem(parseMoney(text), 'money');
    case 'integer':
      return orProblem(/^-?\d{1,15}$/.test(text) ? Number(text) : null, 'integer');
    case 'date':
      return orProblem(realDate(text), 'date');
    case 'mobile':
      return orProblem(/^1[3-9]\d{9}$/.test(text) ? text : null, 'mobile');
    case 'choice':
      return choiceOf(text, column);
    default:
      return { value: text };
  }
}

const orProblem = (value: ImportValue, problem: string): Verdict =>
  value === null ? { problem } : { value };

function choiceOf(text: string, column: ImportColumn): Verdict {
  const choices = column.choices ?? {};
  const value = choices[text] ?? Object.values(choices).find((known) => known === text);
  return value === undefined
    ? { problem: 'choice', members: { choices: Object.keys(choices).join('、') } }
    : { value };
}

/** Checks all rows; rows with a problem are left out of `good`. */
export function checkRows(table: ReadTable, columns: readonly ImportColumn[]): CheckedRows {
  const places = columns.map((column) => ({ column, place: placeOf(column, table.header) }));
  const missing_columns = places
    .filter(({ column, place }) => place < 0 && column.required)
    .map(({ column }) => column.title);
  if (missing_columns.length > 0) return { missing_columns, good: [], problems: [] };

  const seen = new Map<string, number>();
  const good: { row: number; values: ImportRow }[] = [];
  const problems: RowProblem[] = [];
  table.rows.forEach((cells, index) => {
    const row = index + 2;
    const values: Record<string, ImportValue> = {};
    const before = problems.length;
    for (const { column, place } of places) {
      const verdict = checkCell(place < 0 ? '' : (cells[place] ?? ''), column);
      if ('problem' in verdict) problems.push({ row, column: column.title, ...verdict });
      else values[column.key] = verdict.value;
      const repeated = repeatedAt(seen, column, values[column.key], row);
      if (repeated !== null)
        problems.push({
          row,
          column: column.title,
          problem: 'repeated',
          members: { row: repeated },
        });
    }
    if (problems.length === before) good.push({ row, values });
  });
  return { missing_columns, good, problems };
}

function repeatedAt(
  seen: Map<string, number>,
  column: ImportColumn,
  value: ImportValue | undefined,
  row: number,
): number | null {
  if (!column.unique || value === undefined || value === null) return null;
  const key = `${column.key}\u0000${value}`;
  const first = seen.get(key);
  if (first === undefined) seen.set(key, row);
  return first ?? null;
}
