// The texts and amounts that both sides must agree on.
import { describe, expect, test } from 'vitest';
import { batchText, lineAmount, readPayer, requestText, totalOf, type SoldLine } from './facts.ts';

const weighed = (weight_g: number, unit_price_fen: number): SoldLine => ({
  kind: 'weigh',
  dish_name: '自选',
  quantity: 1,
  weight_g,
  unit_price_fen,
});

/** The same literal stands in server/counter/decide_repeat_test.cpp. */
test('the text of a batch is the one of the protocol', () => {
  const fact = {
    seq: 7,
    device_time_us: 1_795_406_400_000_000,
    payer: { kind: 'card', value: 'C1001' },
    lines: [
      { kind: 'weigh', dish_name: '红烧肉', quantity: 1, weight_g: 356, unit_price_fen: 2580 },
    ],
  } as const;
  expect(batchText('trm_00000000000000000000000001', { from_seq: 7, to_seq: 7 }, [fact])).toBe(
    'dlfp-batch-1\ntrm_00000000000000000000000001\n7\n7\n' +
      'sale\n7\n1795406400000000\ncard:C1001\nweigh\t\t\t红烧肉\t1\t356\t2580\n',
  );
});

test('the text of a request is one value per row', () => {
  const text = requestText({
    method: 'GET',
    target: '/device/canteen/desk',
    terminal_id: 'trm_1',
    signed_at_us: 5,
    nonce: 'n',
    body_sha256: 'e3',
  });
  expect(text).toBe('dlfp-device-1\nGET\n/device/canteen/desk\ntrm_1\n5\nn\ne3');
});

describe('amounts', () => {
  test('weighed lines round one by one and add up (row C4)', () => {
    const lines = [weighed(356, 2580), weighed(212, 3160), weighed(148, 690)];
    expect(lines.map(lineAmount)).toEqual([918, 670, 102]);
    expect(totalOf(lines)).toBe(1690);
    expect(lineAmount(weighed(250, 1002))).toBe(251);
  });

  test('pieces are quantity times price', () => {
    expect(
      lineAmount({ kind: 'per_item', dish_name: '蛋', quantity: 3, unit_price_fen: 150 }),
    ).toBe(450);
  });
});

test('who pays is read from what was scanned or typed', () => {
  expect(readPayer('86123456789012345678')?.kind).toBe('payment_code');
  expect(readPayer(' C1001 ')).toEqual({ kind: 'card', value: 'C1001' });
  expect(readPayer('#1001')).toEqual({ kind: 'diner_number', value: '1001' });
  expect(readPayer('')).toBeNull();
  expect(readPayer('a b')).toBeNull();
});
