// Writes CSV that spreadsheet programs open correctly, and that cannot smuggle a formula into them.

const bom = '\uFEFF';

/**
 * A leading sign that a spreadsheet would take for a formula is disarmed with an apostrophe; plain
 * numbers stay.
 */
function cellOf(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  const number = /^[+-]?[\d,]*\.?\d+$/.test(text);
  const safe = /^[=+\-@\t\r]/.test(text) && !number ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function writeCsv(
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string {
  return bom + rows.map((row) => row.map(cellOf).join(',')).join('\r\n') + '\r\n';
}

/** Offers text as a file to the browser. */
export function downloadText(
  text: string,
  file_name: string,
  type = 'text/csv;charset=utf-8',
): void {
  downloadBlob(new Blob([text], { type }), file_name);
}

export function downloadBlob(blob: Blob, file_name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = file_name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
