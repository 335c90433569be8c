// What a RecordTable shows: columns, and the pure part of searching, filtering, sorting and paging.

export type CellValue = string | number | null | undefined;

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** What is sorted, searched and exported; by default the row's property of the same name. */
  readonly value?: (row: Row) => CellValue;
  readonly sortable?: boolean;
  readonly align?: 'start' | 'end' | 'center';
  readonly width?: string;
  /** Offers a filter with these choices, compared with `value`. */
  readonly choices?: readonly { readonly value: string | number; readonly label: string }[];
}

export interface TableView {
  readonly search: string;
  readonly filters: Readonly<Record<string, string | number | null>>;
  readonly sort_key: string | null;
  readonly descending: boolean;
}

export function cellValue<Row>(row: Row, column: Column<Row>): CellValue {
  return column.value
    ? column.value(row)
    : ((row as Record<string, unknown>)[column.key] as CellValue);
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

function compare(left: CellValue, right: CellValue): number {
  if (left === right) return 0;
  if (left === null || left === undefined) return 1;
  if (right === null || right === undefined) return -1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
}

/** The rows to show, in order; empty values come last in both directions. */
export function arrange<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  view: TableView,
): readonly Row[] {
  const wanted = view.search.trim().toLowerCase();
  const filters = columns.filter(
    (column) => view.filters[column.key] !== undefined && view.filters[column.key] !== null,
  );
  const kept = rows.filter(
    (row) =>
      filters.every((column) => cellValue(row, column) === view.filters[column.key]) &&
      (wanted === '' ||
        columns.some((column) =>
          String(cellValue(row, column) ?? '')
            .toLowerCase()
            .includes(wanted),
        )),
  );
  const sorted = columns.find((column) => column.key === view.sort_key);
  if (!sorted) return kept;
  const empty = (value: CellValue) => value === null || value === undefined;
  return [...kept].sort((left, right) => {
    const a = cellValue(left, sorted);
    const b = cellValue(right, sorted);
    return empty(a) || empty(b) ? compare(a, b) : compare(a, b) * (view.descending ? -1 : 1);
  });
}
