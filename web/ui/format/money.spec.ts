// Amounts between fen and words.
import { expect, test } from 'vitest';
import { formatAmount, formatMoney, parseMoney, spokenMoney } from './money.ts';

test.each([
  [0, '¥0.00'],
  [5, '¥0.05'],
  [1250, '¥12.50'],
  [123456789, '¥1,234,567.89'],
  [-1250, '−¥12.50'],
  [9007199254740991, '¥90,071,992,547,409.91'],
])('%i fen reads %s', (fen, text) => expect(formatMoney(fen)).toBe(text));

test('what is no whole number of fen is not shown as an amount', () => {
  expect(formatAmount(12.5)).toBe('—');
  expect(formatAmount(Number.NaN)).toBe('—');
});

test.each([
  [1250, '12元5角', '12.50 yuan'],
  [1205, '12元零5分', '12.05 yuan'],
  [1200, '12元', '12 yuan'],
  [55, '5角5分', '0.55 yuan'],
  [0, '0元', '0 yuan'],
  [-101, '负1元零1分', 'minus 1.01 yuan'],
])('%i fen is spoken in words, not digit by digit', (fen, zh, en) => {
  expect(spokenMoney(fen, 'zh')).toBe(zh);
  expect(spokenMoney(fen, 'en')).toBe(en);
});

test.each([
  ['12', 1200],
  ['12.5', 1250],
  [' 12.05 ', 1205],
  ['1,234.56', 123456],
  ['１２．５０', 1250],
  ['12。5', 1250],
  ['¥ 3', 300],
  ['0.1', 10],
  ['0.29', 29],
  ['', null],
  ['12.345', null],
  ['-1', null],
  ['1e3', null],
  ['12,3', null],
  ['.5', null],
  ['abc', null],
])('“%s” is read as %s fen', (text, fen) => expect(parseMoney(text)).toBe(fen));
