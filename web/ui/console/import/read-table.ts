// Reads a spreadsheet or CSV file that staff dropped on the page into rows of text.

export interface ReadTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly encoding: 'XLSX' | 'UTF-8' | 'GBK';
}

/**
 * CSV after RFC 4180: quoted fields, doubled quotes, line ends of every kind; comma, semicolon or
 * tab.
 */
export function parseCsv(text: string): string[][] {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? '';
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else quoted = false;
    } else if (sign === '"' && field === '') quoted = true;
    else if (sign === separator) {
      row.push(field);
      field = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[i + 1] === '\n') i++;
      rows.push([...row, field]);
      row = [];
      field = '';
    } else field += sign;
  }
  if (field !== '' || row.length > 0) rows.push([...row, field]);
  return rows;
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const counted = [',', '\t', ';'].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

/**
 * UTF-8 when the bytes are valid UTF-8, otherwise GBK: what spreadsheet programs on Chinese
 * systems write.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: 'UTF-8' | 'GBK' } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('gbk', { fatal: true }).decode(bytes), encoding: 'GBK' };
  }
}

const isSpreadsheet = (bytes: Uint8Array) =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell).trim();
}

async function readSpreadsheet(bytes: Uint8Array): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/universal');
  const file = new Blob([bytes as BlobPart]);
  const rows = (await readSheet(file)) as unknown as unknown[][];
  return rows.map((row) => row.map(cellText));
}

/** Throws when the file is neither; the first row that is not empty is the header. */
export async function readTable(bytes: Uint8Array): Promise<ReadTable> {
  const sheet = isSpreadsheet(bytes);
  const decoded = sheet ? null : decodeText(bytes);
  const all = sheet ? await readSpreadsheet(bytes) : parseCsv(decoded?.text ?? '');
  const filled = all
    .map((row) => row.map((cell) => cell.trim()))
    .filter((row) => row.some((cell) => cell !== ''));
  const [header = [], ...rows] = filled;
  return { header, rows, encoding: decoded?.encoding ?? 'XLSX' };
}
