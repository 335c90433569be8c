// Parts of the console only; the H5 shell must not import them.
export { default as ChartPanel, type Series } from './ChartPanel.vue';
export { default as ConsolePage } from './ConsolePage.vue';
export { default as RecordTable, default as DataTable } from './RecordTable.vue';
export { default as ImportDialog, type ImportAnswer } from './ImportDialog.vue';
export { type ImportColumn, type ImportRow, type ImportValue } from './import/check-rows.ts';
export { downloadBlob, downloadText, writeCsv } from './import/write-csv.ts';
export { type Column } from './table.ts';
