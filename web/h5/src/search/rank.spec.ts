// What customers type, and what they must find with it first.
import { expect, test } from 'vitest';
import { buildIndex, editDistance, likeness, plain, search, type Searchable } from './rank.ts';
import { pinyinSounds } from './sounds.ts';

const functions: readonly Searchable[] = [
  { id: 'menu', terms: ['本周菜单', 'Menu', '点餐', '订餐', '菜谱', '智慧食堂', 'Canteen'] },
  { id: 'code', terms: ['付款码', 'Payment code', '扫码', '支付', '智慧食堂', 'Canteen'] },
  { id: 'orders', terms: ['我的订单', 'Orders', '订单记录', '智慧食堂', 'Canteen'] },
  { id: 'feedback', terms: ['意见反馈', 'Feedback', '投诉', '建议', '智慧食堂', 'Canteen'] },
  { id: 'parking', terms: ['停车缴费', 'Parking payment', '车牌', '临停', '智慧停车', 'Parking'] },
  { id: 'property', terms: ['物业缴费', 'Property fees', '物业费', '智慧物业', 'Property'] },
  { id: 'village', terms: ['村务公开', 'Village notices', '公告', '智慧乡村', 'Village'] },
  { id: 'tracing', terms: ['农产品溯源', 'Produce tracing', '扫一扫', '智慧农业', 'Farm'] },
  { id: 'tuition', terms: ['学费缴纳', 'Tuition', '学杂费', '智慧校园', 'Campus'] },
  {
    id: 'wallet',
    terms: ['电子账户', 'Electronic account', '余额', '零钱', '我的账户', 'Account'],
  },
  { id: 'topup', terms: ['账户充值', 'Top up', '转入', '我的账户', 'Account'] },
  { id: 'messages', terms: ['消息中心', 'Messages', '通知', '消息', 'Messages'] },
];
const index = buildIndex(functions, pinyinSounds);
const first = (typed: string) => search(index, typed, pinyinSounds)[0]?.id;

test.each([
  ['本周菜单', 'menu', 'the title'],
  ['菜单', 'menu', 'a part of it'],
  ['点餐', 'menu', 'a keyword'],
  ['caidan', 'menu', 'pinyin of a part'],
  ['benzhoucaidan', 'menu', 'pinyin of the whole'],
  ['bzcd', 'menu', 'initials'],
  ['cd', 'menu', 'two initials'],
  ['彩单', 'menu', 'the right sound in wrong characters'],
  ['付款吗', 'code', 'one wrong character of the same sound'],
  ['fukuanma', 'code', 'pinyin'],
  ['fukaunma', 'code', 'pinyin with two letters swapped'],
  ['fkm', 'code', 'initials'],
  ['paymet', 'code', 'English with a letter missing'],
  ['定单', 'orders', 'a homophone'],
  ['dingdan', 'orders', 'pinyin'],
  ['dingdna', 'orders', 'pinyin with a slip at the end'],
  ['意见', 'feedback', 'the beginning'],
  ['反馈意见', 'feedback', 'words in the other order'],
  ['yijianfankui', 'feedback', 'long pinyin'],
  ['yijianfankiu', 'feedback', 'long pinyin with a slip'],
  ['tousu', 'feedback', 'pinyin of a keyword'],
  ['停车', 'parking', 'a short beginning'],
  ['停车交费', 'parking', 'a homophone inside'],
  ['tingche', 'parking', 'pinyin of the beginning'],
  ['tingchr', 'parking', 'pinyin with a neighbour key'],
  ['parkng', 'parking', 'English with a letter missing'],
  ['物业', 'property', 'a short beginning'],
  ['wuyefei', 'property', 'pinyin of a keyword'],
  ['村务', 'village', 'a short beginning'],
  ['溯源', 'tracing', 'the end of the title'],
  ['suyuan', 'tracing', 'pinyin of the end'],
  ['农产品朔源', 'tracing', 'one wrong character in a long title'],
  ['学费', 'tuition', 'a beginning'],
  ['tuiton', 'tuition', 'English with a letter missing'],
  ['余额', 'wallet', 'a keyword'],
  ['yue', 'wallet', 'a short pinyin keyword'],
  ['充值', 'topup', 'the end of the title'],
  ['chongzhi', 'topup', 'pinyin of the end'],
  ['TOP UP', 'topup', 'English in capitals'],
  ['消息', 'messages', 'a beginning'],
  ['ｘｉａｏｘｉ', 'messages', 'full-width letters'],
])('“%s” finds %s: %s', (typed, id) => expect(first(typed)).toBe(id));

test.each(['', '   ', '！？', '飞机票', 'zzzzqq', 'xq'])('“%s” finds nothing', (typed) =>
  expect(search(index, typed, pinyinSounds)).toEqual([]),
);

test('a module’s name finds all its functions, in their order', () => {
  const found = search(index, '食堂', pinyinSounds).map((hit) => hit.id);
  expect(found).toEqual(['menu', 'code', 'orders', 'feedback']);
});

// clause: 8.2.4-d.2
test('without pinyin loaded, characters and letters still find', () => {
  const letters = (text: string) => [...text];
  const bare = buildIndex(functions, letters);
  expect(search(bare, '停车', letters)[0]?.id).toBe('parking');
  expect(search(bare, 'menu', letters)[0]?.id).toBe('menu');
});

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'ab', 1],
  ['abc', 'axc', 1],
  ['kitten', 'sitting', 3],
])('%s and %s are %i edits apart', (left, right, edits) => {
  expect(editDistance(left, right)).toBe(edits);
  expect(editDistance(right, left)).toBe(edits);
});

test('likeness is one for the same text and nothing for strangers', () => {
  expect(likeness('意见反馈', '意见反馈')).toBe(1);
  expect(likeness('意见反馈', '停车')).toBe(0);
});

test('what is typed is freed of blanks, marks, case and width', () => {
  expect(plain(' Ｔop-Up！ ')).toBe('topup');
});
