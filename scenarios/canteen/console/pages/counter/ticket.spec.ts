// Lines of a ticket.
import { expect, test } from 'vitest';
import { addLine, itemLine, kindsOf, mealNow, readGrams, takeLine } from './ticket.ts';
import type { Desk, DeskItem, DeskMeal } from './types.ts';

const egg = {
  menu_item_id: 'mit_1',
  dish_id: 'dsh_1',
  dish_name: '茶叶蛋',
  pricing: 'per_item',
  price_fen: 150,
} as DeskItem;
const beef = {
  ...egg,
  menu_item_id: 'mit_2',
  dish_name: '牛腩',
  pricing: 'per_weight',
} as DeskItem;

test('a second piece raises the line, a second weighing is a line of its own', () => {
  const two = addLine(addLine([], itemLine(egg)), itemLine(egg));
  expect(two).toHaveLength(1);
  expect(two[0]?.quantity).toBe(2);
  expect(addLine(addLine(two, itemLine(beef, 356)), itemLine(beef, 356))).toHaveLength(3);
});

test('taking away goes piece by piece', () => {
  const two = addLine(addLine([], itemLine(egg)), itemLine(egg));
  expect(takeLine(two, 0)[0]?.quantity).toBe(1);
  expect(takeLine(takeLine(two, 0), 0)).toEqual([]);
});

test('the meal of now is the one that began last', () => {
  const meal = (name: string, starts_at_us: number, ends_at_us: number) =>
    ({ name, starts_at_us, ends_at_us }) as DeskMeal;
  const desk = { meals: [meal('午餐', 100, 300), meal('下午茶', 200, 400)] } as unknown as Desk;
  expect(mealNow(desk, 150)?.name).toBe('午餐');
  expect(mealNow(desk, 250)?.name).toBe('下午茶');
  expect(mealNow(desk, 400)).toBeNull();
});

test('grams are whole and within what a scale shows', () => {
  expect(readGrams(' 356 ')).toBe(356);
  for (const wrong of ['', '0', '50001', '3.5', 'abc', '-1']) expect(readGrams(wrong)).toBeNull();
});

test('each mode sells its own kind and pieces where they fit', () => {
  expect(kindsOf('weigh')).toEqual(['weigh', 'per_item']);
  expect(kindsOf('free_amount')).toEqual(['free_amount']);
});
