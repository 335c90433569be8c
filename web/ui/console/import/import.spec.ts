// Reading and checking files that staff import, and writing files that they open.
import { expect, test } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import { checkCell, checkRows, type ImportColumn } from './check-rows.ts';
import { decodeText, parseCsv, readTable } from './read-table.ts';
import { writeCsv } from './write-csv.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
// “姓名,补贴\r\n张三,12.50\r\n” as a spreadsheet program on a Chinese system writes it.
const gbk = Uint8Array.from([
  0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb2, 0xb9, 0xcc, 0xf9, 0x0d, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c,
  0x31, 0x32, 0x2e, 0x35, 0x30, 0x0d, 0x0a,
]);

test.each([
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['"a ""x"", b",c', [['a "x", b', 'c']]],
  ['"two\nlines",x\n', [['two\nlines', 'x']]],
  [
    'a;b\n1;2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a\tb\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,,\n,,c',
    [
      ['a', '', ''],
      ['', '', 'c'],
    ],
  ],
  ['', []],
])('CSV %j', (text, rows) => expect(parseCsv(text)).toEqual(rows));

test('GBK and UTF-8, with and without a mark, are told apart', async () => {
  expect(decodeText(gbk)).toEqual({ text: '姓名,补贴\r\n张三,12.50\r\n', encoding: 'GBK' });
  expect(decodeText(utf8('姓名')).encoding).toBe('UTF-8');
  const marked = await readTable(utf8('\uFEFF姓名,补贴\n张三,1'));
  expect(marked.header).toEqual(['姓名', '补贴']);
});

test('bytes that are neither are refused', async () => {
  await expect(readTable(Uint8Array.from([0xff, 0xfe, 0xff, 0x80, 0x81]))).rejects.toThrow();
});

test('a spreadsheet is read by its first sheet, empty rows left out', async () => {
  const sheet =
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
    '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c>' +
    '<c r="B1" t="inlineStr"><is><t>补贴</t></is></c></row>' +
    '<row r="3"><c r="A3" t="inlineStr"><is><t>张三</t></is></c><c r="B3"><v>12.5</v></c></row>' +
    '</sheetData></worksheet>';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const file = zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${links}"><sheets>` +
        '<sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
        `<Relationship Id="rId1" Type="${links}/worksheet" Target="worksheets/sheet1.xml"/>` +
        '</Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
  });
  const table = await readTable(file);
  expect(table).toEqual({
    header: ['姓名', '补贴'],
    rows: [['张三', '12.5']],
    encoding: 'XLSX',
  });
});

const column = (part: Partial<ImportColumn>): ImportColumn => ({ key: 'k', title: '列', ...part });

test.each<[Partial<ImportColumn>, string, unknown]>([
  [{ kind: 'money' }, '12.50', { value: 1250 }],
  [{ kind: 'money' }, '12.505', { problem: 'money' }],
  [{ kind: 'integer' }, '-3', { value: -3 }],
  [{ kind: 'integer' }, '3.5', { problem: 'integer' }],
  [{ kind: 'date' }, '2026/1/5', { value: '2026-01-05' }],
  [{ kind: 'date' }, '2026年1月5日', { value: '2026-01-05' }],
  [{ kind: 'date' }, '2026-02-30', { problem: 'date' }],
  [{ kind: 'mobile' }, '13800138000', { value: '13800138000' }],
  [{ kind: 'mobile' }, '12800138000', { problem: 'mobile' }],
  [{ kind: 'choice', choices: { 在用: 'active' } }, '在用', { value: 'active' }],
  [{ kind: 'choice', choices: { 在用: 'active' } }, 'active', { value: 'active' }],
  [{ max_length: 2 }, '𠮷田', { value: '𠮷田' }],
  [{}, '', { value: null }],
])('a cell of %j with “%s” gives %j', (part, text, verdict) =>
  expect(checkCell(text, column(part))).toEqual(verdict),
);

test('a problem names its row as the spreadsheet counts it, and nothing of the row is kept', () => {
  const columns = [
    column({ key: 'name', title: '姓名', required: true }),
    column({ key: 'mobile', title: '手机号', kind: 'mobile', unique: true }),
  ];
  const table = {
    header: ['手机号（必填）', ' 姓名 * ', '备注'],
    rows: [
      ['13800138000', '张三', 'x'],
      ['13800138000', '李四', ''],
      ['13900139000', ''],
    ],
    encoding: 'UTF-8' as const,
  };
  const checked = checkRows(table, columns);
  expect(checked.good).toEqual([{ row: 2, values: { name: '张三', mobile: '13800138000' } }]);
  expect(checked.problems).toEqual([
    { row: 3, column: '手机号', problem: 'repeated', members: { row: 2 } },
    { row: 4, column: '姓名', problem: 'required', members: { label: '姓名' } },
  ]);
});

test('a file without a column that is needed is refused as a whole', () => {
  const table = { header: ['电话'], rows: [['1']], encoding: 'UTF-8' as const };
  expect(checkRows(table, [column({ title: '姓名', required: true })])).toEqual({
    missing_columns: ['姓名'],
    good: [],
    problems: [],
  });
});

test('written CSV opens in a spreadsheet as text, and no cell of it runs', () => {
  const text = writeCsv([
    ['姓名', '金额'],
    ['=HYPERLINK("x")', -12.5],
    ['@a, "b"', '+1,200.00'],
    ['-x', null],
  ]);
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text.slice(1).split('\r\n')).toEqual([
    '姓名,金额',
    '"\'=HYPERLINK(""x"")",-12.5',
    '"\'@a, ""b""","+1,200.00"',
    "'-x,",
    '',
  ]);
});
