// What the manager keeps: serving areas, meal times, dishes, the menu, price classes, subsidies and
// staff, each on its page.
import { execFileSync } from 'node:child_process';
import { goReady } from '../../../../web/tools/browser.mjs';
import { must } from './joining.mjs';
import { approveNewest } from './meals.mjs';
import { field, look, visit } from './pages.mjs';
import { chinaDay } from './platform.mjs';

export const kept = { area: '面点窗口', meal: '下午茶', dish: '葱油拌面', class: '退休职工' };

const sheetOf = (page) => page.getByRole('dialog');
const cell = (page, words) => page.getByRole('cell', { name: words, exact: true }).first();

/** Opens the sheet behind a button, fills it in, saves it, and waits until it is closed. */
async function fillSheet({ page }, button, fill) {
  await page.getByRole('button', { name: button, exact: true }).click();
  const sheet = sheetOf(page);
  await sheet.waitFor();
  await fill(sheet);
  await sheet.getByRole('button', { name: '保存' }).click();
  await sheet.waitFor({ state: 'hidden' });
}

export async function keepPlaces(in_charge, base, found) {
  const { page } = in_charge;
  await visit(in_charge, `${base}/console/canteen/outlets`, found, 'console-outlets');
  await fillSheet(in_charge, '新增档口', async (sheet) => {
    await field(sheet, '名称').fill(kept.area);
    await sheet.getByLabel('经营方式').selectOption({ label: '零点' });
  });
  await cell(page, kept.area).waitFor();
  await visit(in_charge, `${base}/console/canteen/meal-times`, found, 'console-meal-times');
  await fillSheet(in_charge, '新增餐别', (sheet) => field(sheet, '名称').fill(kept.meal));
  await fillSheet(in_charge, '新增餐次', async (sheet) => {
    await sheet.getByLabel('餐别').selectOption({ label: kept.meal });
    await field(sheet, '名称').fill(kept.meal);
    await sheet.getByLabel('开始时间').fill('15:00');
    await sheet.getByLabel('结束时间').fill('16:30');
  });
  await page.getByText('15:00').first().waitFor();
}

export async function keepDish(in_charge, base, found) {
  const { page } = in_charge;
  await visit(in_charge, `${base}/console/canteen/dishes`, found, 'console-dishes');
  await fillSheet(in_charge, '新增菜品', async (sheet) => {
    await field(sheet, '名称').fill(kept.dish);
    await sheet.getByLabel(/^价格/).fill('12');
    await sheet.getByLabel('含麸质谷物').check();
    await look(in_charge, found, 'console-dish-form');
  });
  await page.getByPlaceholder('在表中查找').first().fill(kept.dish);
  await cell(page, kept.dish).waitFor();
}

/** The dish goes on tomorrow's menu as a draft; who has no session sees it once it is published. */
export async function keepMenu(in_charge, guest, base, found) {
  const { page } = in_charge;
  const tomorrow = chinaDay(1);
  await visit(in_charge, `${base}/console/canteen/menus`, found, 'console-menus');
  const place = `编辑 ${tomorrow} ${kept.meal} 未安排`;
  // The page shows a week from Monday: on a Sunday tomorrow is in the next one.
  if ((await page.getByRole('button', { name: place, exact: true }).count()) === 0)
    await page.getByRole('button', { name: '下一周' }).click();
  await fillSheet(in_charge, place, async (sheet) => {
    await sheet.getByRole('button', { name: '添加菜品' }).click();
    await sheet.getByLabel('菜品').selectOption({ label: kept.dish });
    await sheet.getByLabel('档口').selectOption({ label: kept.area });
    await look(in_charge, found, 'console-menu-form');
  });
  const shown = () => guest.page.getByText(kept.dish).first();
  const readTomorrow = async () => {
    await goReady(guest.page, `${base}/h5/canteen`);
    await guest.page.getByRole('tab').nth(1).click();
    await guest.page.getByRole('heading', { name: '午餐' }).first().waitFor();
  };
  await readTomorrow();
  must((await shown().count()) === 0, 'a draft is shown to customers');
  await page.getByRole('button', { name: '发布本周' }).click();
  await page.getByText(/已发布 \d+ 道/).waitFor();
  await readTomorrow();
  await shown().waitFor();
  await look(guest, found, 'h5-menu-new-dish');
}

export async function keepPrices(in_charge, base, found) {
  const { page } = in_charge;
  await visit(in_charge, `${base}/console/canteen/prices`, found, 'console-prices');
  await fillSheet(in_charge, '新增身份', (sheet) => field(sheet, '名称').fill(kept.class));
  const row = page.getByRole('row', { name: new RegExp(kept.class) });
  await row.getByRole('button', { name: '未定价' }).first().click();
  const sheet = sheetOf(page);
  await sheet.getByLabel(/^价格/).fill('8');
  await sheet.getByRole('button', { name: '保存' }).click();
  await sheet.waitFor({ state: 'hidden' });
  await row.getByRole('button', { name: /8\.00/ }).waitFor();
}

/** A list of one diner of the new class, as an office program writes it. */
function workbook(number, name) {
  const rows = [
    ['工号', '姓名', '手机号', '部门', '价格类别'],
    [number, name, '13100131000', '离退休办', kept.class],
  ];
  const program = `
import io, json, sys, zipfile
from xml.sax.saxutils import escape
main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
package = "http://schemas.openxmlformats.org/package/2006/"
kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
cell = lambda at, text: f'<c r="{at}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
sheet = "".join(
    f'<row r="{n}">' + "".join(cell(f"{c}{n}", text) for c, text in zip("ABCDE", row)) + "</row>"
    for n, row in enumerate(json.load(sys.stdin), 1))
parts = {
  "[Content_Types].xml": f'<Types xmlns="{package}content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}worksheet+xml"/></Types>',
  "_rels/.rels": f'<Relationships xmlns="{package}relationships"><Relationship Id="r1" '
    f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
    '<sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>',
  "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}relationships"><Relationship '
    f'Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData>'
    '</worksheet>',
}
file = io.BytesIO()
with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
    for name, text in parts.items():
        book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
sys.stdout.buffer.write(file.getvalue())`;
  return execFileSync('python3', ['-c', program], { input: JSON.stringify(rows) });
}

/** A workbook brings a diner of the new class; 30 yuan of a new subsidy reach the purse. */
export async function keepDiner(in_charge, base, found) {
  const { page } = in_charge;
  await visit(in_charge, `${base}/console/canteen/diners`, found, 'console-diners-before');
  await page.getByRole('button', { name: '批量导入' }).click();
  const sheet = sheetOf(page);
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const buffer = workbook('9901', '钱十一');
  await sheet.locator('input[type="file"]').setInputFiles({ name: '名单.xlsx', mimeType, buffer });
  await sheet.locator('[data-counts]').getByText('新增 1', { exact: true }).waitFor();
  await sheet.locator('[data-confirm]').click();
  await sheet.getByRole('button', { name: '关闭', exact: true }).last().click();
  await sheet.waitFor({ state: 'hidden' });
  const { items } = await in_charge.api.get('/staff/canteen/diners?diner_number=9901');
  must(items.length === 1, JSON.stringify(items));
}

export async function keepSubsidy(in_charge, approver, base, found) {
  const { page } = in_charge;
  await visit(in_charge, `${base}/console/canteen/subsidies`, found, 'console-subsidies');
  await fillSheet(in_charge, '新增种类', async (sheet) => {
    await field(sheet, '补贴名称').fill('高温补贴');
    await sheet.getByLabel('午餐').check();
  });
  await cell(page, '高温补贴').waitFor();
  await page.getByRole('button', { name: '发放补贴' }).click();
  const sheet = sheetOf(page);
  await sheet.getByLabel('补贴名称').selectOption({ label: '高温补贴' });
  await sheet.getByLabel(/^每人金额/).fill('30');
  await sheet.getByLabel('开始日期').fill(chinaDay());
  await sheet.getByLabel('有效期至').fill(chinaDay(30));
  await sheet.getByRole('radio', { name: '按工号/学号' }).check();
  await field(sheet, '按工号/学号').fill('9901');
  await sheet.getByRole('button', { name: '提交复核' }).click();
  await sheet.waitFor({ state: 'hidden' });
  await approveNewest(approver, base, found);
  await visit(in_charge, `${base}/console/canteen/subsidies`, found, 'console-subsidy-granted');
  const row = page.getByRole('row').filter({ hasText: '高温补贴' }).filter({ hasText: '30.00' });
  await row.first().waitFor();
}

/** A new cashier: created by one, the role agreed by another, asked for an own password at once. */
export async function keepStaff(in_charge, approver, beginner, { base, found }) {
  const { page } = in_charge;
  await visit(in_charge, `${base}/console/identity/staff`, found, 'console-staff');
  await page.getByRole('button', { name: '新增员工' }).click();
  const sheet = sheetOf(page);
  await field(sheet, '登录名').fill('canteen.noodles');
  await field(sheet, '姓名').fill('郑小面');
  await sheet.getByLabel('收银员').check();
  await sheet.getByRole('button', { name: '保存' }).click();
  const issued = sheetOf(page).filter({ hasText: '初始密码只显示这一次' });
  await issued.waitFor();
  const password = await issued.locator('dd').last().innerText();
  await issued.getByRole('button', { name: '我已记下' }).click();
  await approveNewest(approver, base, found);
  await goReady(beginner.page, `${base}/console/login`);
  await field(beginner.page, '登录名').fill('canteen.noodles');
  await field(beginner.page, '密码').fill(password.trim());
  await beginner.page.getByRole('button', { name: '登录' }).click();
  await beginner.page.getByText('请先修改密码，再继续使用').waitFor();
  await look(beginner, found, 'console-first-log-in');
}
