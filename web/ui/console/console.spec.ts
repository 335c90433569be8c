// Parts of the console: the table, the import, the chart's figures, the page.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Outcome } from '@dlfp/api-client';
import { flushPromises, mountPage } from '../testing.ts';
import ChartPanel from './ChartPanel.vue';
import ConsolePage from './ConsolePage.vue';
import ImportDialog, { type ImportAnswer } from './ImportDialog.vue';
import RecordTable from './RecordTable.vue';
import { arrange, type Column } from './table.ts';

interface Diner {
  readonly id: string;
  readonly name: string;
  readonly fen: number | null;
  readonly state: string;
}
const diners: Diner[] = [
  { id: 'a', name: '张三', fen: 300, state: 'active' },
  { id: 'b', name: '李四', fen: null, state: 'stopped' },
  { id: 'c', name: '王五', fen: 100, state: 'active' },
];
const columns: Column<Diner>[] = [
  { key: 'name', title: '姓名', sortable: true },
  { key: 'fen', title: '补贴', sortable: true, align: 'end' },
  { key: 'state', title: '状态', choices: [{ value: 'active', label: '在用' }] },
];
const plain = { search: '', filters: {}, sort_key: null, descending: false };
const order = (rows: readonly Diner[]) => rows.map((row) => row.id).join('');

test('rows are searched, filtered and sorted, empty values last both ways', () => {
  expect(order(arrange(diners, columns, plain))).toBe('abc');
  expect(order(arrange(diners, columns, { ...plain, search: '李' }))).toBe('b');
  expect(order(arrange(diners, columns, { ...plain, filters: { state: 'active' } }))).toBe('ac');
  expect(order(arrange(diners, columns, { ...plain, sort_key: 'fen' }))).toBe('cab');
  const falling = { ...plain, sort_key: 'fen', descending: true };
  expect(order(arrange(diners, columns, falling))).toBe('acb');
  expect(order(arrange(diners, columns, { ...plain, sort_key: 'name' }))).toBe('bca');
});

const table = (props: Record<string, unknown> = {}) =>
  mountPage(RecordTable as never, {
    props: { caption: '人员', columns, rows: diners, row_key: (row: Diner) => row.id, ...props },
    slots: { actions: '<button class="edit">改</button>' },
  });

test('a heading sorts up, down and back, and says so', async () => {
  const { wrapper } = await table();
  const heading = wrapper.findAll('th')[1];
  const states: (string | undefined)[] = [];
  for (let press = 0; press < 3; press++) {
    await heading?.get('button').trigger('click');
    states.push(heading?.attributes('aria-sort'));
  }
  expect(states).toEqual(['ascending', 'descending', 'none']);
});

test('pages are turned and a search begins again at the first', async () => {
  const rows = Array.from({ length: 25 }, (_, place) => ({
    id: `r${place}`,
    name: `人${place}`,
    fen: place,
    state: 'active',
  }));
  const { wrapper } = await table({ rows, page_size: 10 });
  expect(wrapper.findAll('tbody tr')).toHaveLength(10);
  expect(wrapper.text()).toContain('共 25 条');
  await wrapper.get('[aria-label="下一页"]').trigger('click');
  await wrapper.get('[aria-label="下一页"]').trigger('click');
  expect(wrapper.findAll('tbody tr')).toHaveLength(5);
  await wrapper.get('input[type="search"]').setValue('人1');
  expect(wrapper.findAll('tbody tr')).toHaveLength(10);
  expect(wrapper.text()).toContain('第 1 页，共 2 页');
});

test('rows are selected one by one or all that are shown', async () => {
  const { wrapper } = await table({ selectable: true });
  await wrapper.get('thead input').setValue(true);
  expect(wrapper.emitted('update:selected')?.at(-1)).toEqual([['a', 'b', 'c']]);
});

test('a table without rows says so, a failed one offers to try again', async () => {
  const { wrapper } = await table({ rows: [] });
  expect(wrapper.text()).toContain('还没有记录');
  const failure = { code: 'x.y', class: 'fault', status: 500, request_id: 'r', members: {} };
  await wrapper.setProps({ failure } as never);
  await wrapper.get('.failure-notice button').trigger('click');
  expect(wrapper.emitted('retry')).toHaveLength(1);
});

test('a search that leaves nothing offers to show all again', async () => {
  const { wrapper } = await table();
  await wrapper.get('input[type="search"]').setValue('无此人');
  expect(wrapper.text()).toContain('没有符合条件的记录');
  await wrapper.get('.empty-state button').trigger('click');
  expect(wrapper.findAll('tbody tr')).toHaveLength(3);
});

test('each cell has its column’s title and its role, for rows shown as cards', async () => {
  const { wrapper } = await table();
  const cells = wrapper.findAll('tbody tr:first-child td');
  expect(cells.map((cell) => cell.attributes('data-title'))).toEqual([
    '姓名',
    '补贴',
    '状态',
    undefined,
  ]);
  for (const [selector, role] of [
    ['table', 'table'],
    ['tbody tr', 'row'],
    ['tbody td', 'cell'],
    ['thead th', 'columnheader'],
  ] as const)
    for (const element of wrapper.findAll(selector)) expect(element.attributes('role')).toBe(role);
});

test('what is shown is exported', async () => {
  const written: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    written.push(blob as Blob);
    return 'blob:x';
  });
  const { wrapper } = await table({ export_name: 'diners' });
  await wrapper.get('input[type="search"]').setValue('王');
  await wrapper.get('.record-table-button').trigger('click');
  expect(await written[0]?.text()).toContain('姓名,补贴,状态\r\n王五,100,active\r\n');
});

const import_columns = [
  { key: 'name', title: '姓名', required: true },
  { key: 'fen', title: '补贴', kind: 'money' as const },
];
type Submit = (rows: readonly unknown[]) => Promise<Outcome<ImportAnswer>>;

async function importDialog(submit: Submit) {
  const { wrapper } = await mountPage(ImportDialog as never, {
    props: { title: '导入', columns: import_columns, submit, open: true },
  });
  const take = (text: string) =>
    (wrapper.vm as unknown as { take(file: File): Promise<void> })
      .take(new File([text], 'diners.csv'))
      .then(flushPromises);
  const start = () => {
    const [, button] = document.querySelectorAll<HTMLButtonElement>('.bottom-sheet-footer button');
    return button as HTMLButtonElement;
  };
  return { wrapper, take, start, text: () => document.querySelector('dialog')?.textContent ?? '' };
}

beforeEach(() => document.body.replaceChildren());
afterEach(() => document.body.replaceChildren());

test('a good file is previewed and sent as a whole', async () => {
  const sent: unknown[][] = [];
  const { wrapper, take, start, text } = await importDialog(async (rows) => {
    sent.push([...rows]);
    return { ok: true, value: { imported_count: rows.length } };
  });
  await take('姓名,补贴\n张三,12.5\n李四,\n');
  expect(text()).toContain('2 行可导入');
  expect(text()).toContain('张三');
  start().click();
  await flushPromises();
  expect(sent).toEqual([
    [
      { name: '张三', fen: 1250 },
      { name: '李四', fen: null },
    ],
  ]);
  expect(wrapper.emitted('done')).toEqual([[2]]);
});

test('one bad row holds back the whole file', async () => {
  const submit = vi.fn<Submit>();
  const { take, start, text } = await importDialog(submit);
  await take('姓名,补贴\n张三,12.555\n李四,1\n');
  expect(text()).toContain('1 行可导入');
  expect(text()).toContain('1 行有问题');
  expect(text()).toContain('补贴：请输入正确的金额');
  expect(start().disabled).toBe(true);
  expect(submit).not.toHaveBeenCalled();
});

test('rows that the server refuses are shown by their place in the file', async () => {
  const { wrapper, take, start, text } = await importDialog(async () => ({
    ok: true,
    value: { imported_count: 0, problems: [{ row: 1, column: '姓名', text: '不是本单位人员' }] },
  }));
  await take('姓名,补贴\n张三,1\n李四,2\n');
  start().click();
  await flushPromises();
  expect(document.querySelector('.import-dialog-table td')?.textContent).toBe('3');
  expect(text()).toContain('姓名：不是本单位人员');
  expect(wrapper.emitted('done')).toBeUndefined();
});

test('an unknown outcome is asked for again with the same intention', async () => {
  const keys: string[] = [];
  const { take, start } = await importDialog((async (
    _rows: unknown,
    intention: { key: string },
  ) => {
    keys.push(intention.key);
    const failure = { code: 'x.y', class: 'uncertain', status: 504, request_id: '', members: {} };
    return { ok: false, failure };
  }) as never);
  await take('姓名,补贴\n张三,1\n');
  start().click();
  await flushPromises();
  start().click();
  await flushPromises();
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test.each([
  ['电话\n1', '缺少列：姓名'],
  ['姓名,补贴\n', '文件里没有数据行'],
])('a file %j is refused with its reason', async (file, reason) => {
  const { take, text, start } = await importDialog(vi.fn());
  await take(file);
  expect(text()).toContain(reason);
  expect(start().disabled).toBe(true);
});

test('a chart gives its figures as a table', async () => {
  const series = [{ name: '午餐', values: [100, 250] }];
  const { wrapper } = await mountPage(ChartPanel, {
    props: {
      title: '营业额',
      labels: ['周一', '周二'],
      series,
      format: (fen: number) => `${fen}分`,
    },
  });
  await wrapper.get('button').trigger('click');
  expect(wrapper.get('caption').text()).toBe('营业额');
  expect(wrapper.findAll('tbody tr').map((row) => row.text())).toEqual(['周一100分', '周二250分']);
});

test('a console page is ready when it waits for nothing', async () => {
  const { wrapper } = await mountPage(ConsolePage, { props: { title: '人员' } });
  expect(wrapper.attributes('data-ready')).toBe('');
  expect(wrapper.get('h1').text()).toBe('人员');
});
