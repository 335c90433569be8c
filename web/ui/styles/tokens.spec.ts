// The contrast that the tokens promise, measured from the stylesheet itself and not rounded.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const sheet = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');

function tokensOf(selector: string): Record<string, string> {
  const start = sheet.indexOf(`${selector} {`);
  const block = sheet.slice(start, sheet.indexOf('\n}', start));
  const found = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)];
  return Object.fromEntries(found.map((match) => [match[1] as string, match[2] as string]));
}
const light = tokensOf(':root');
const dark = { ...light, ...tokensOf(":root[data-theme='dark']") };

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
export function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['page', 'surface', 'surface-2'];
const text_pairs: readonly [string, string][] = [
  ...['ink', 'ink-2', 'ink-3', 'brand-ink', 'danger'].flatMap((ink) =>
    grounds.map((ground): [string, string] => [ink, ground]),
  ),
  ['brand-ink', 'brand-soft'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-press'],
  ['on-hero', 'hero-from'],
  ['on-hero', 'hero-to'],
  ['on-hero-2', 'hero-from'],
  ['on-hero-2', 'hero-to'],
  ['danger', 'danger-soft'],
  ['ink-2', 'danger-soft'],
  ['warn', 'warn-soft'],
  ['good', 'good-soft'],
  ['note', 'note-soft'],
  ['accent', 'accent-soft'],
  ['page', 'ink'],
];
const mark_pairs: readonly [string, string][] = [
  ['line-strong', 'surface'],
  ['line-strong', 'page'],
  ['brand', 'surface'],
  ['star', 'surface'],
  ['focus', 'page'],
  ['focus', 'surface'],
];

test('the measure itself knows the published numbers', () => {
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
  expect(contrast('#777777', '#eeeeee')).toBeCloseTo(3.86, 1);
  expect(contrast('#959595', '#ffffff')).toBeLessThan(3);
});

for (const [theme, tokens] of [
  ['light', light],
  ['dark', dark],
] as const) {
  test.each(text_pairs)(`${theme}: text %s on %s has at least 4.5 : 1`, (ink, ground) => {
    expect(contrast(tokens[ink] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
  test.each(mark_pairs)(`${theme}: mark %s on %s has at least 3 : 1`, (mark, ground) => {
    expect(contrast(tokens[mark] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(3);
  });
}

// clause: 9.1.3B-a.1
test('elder mode has text of 18 px and controls of 60 px at least', () => {
  const elder = sheet.slice(sheet.indexOf(':root.elder {'));
  const scale = Number(/--mode-scale: ([\d.]+)/.exec(elder)?.[1]);
  const smallest = Number(/--t-xs: ([\d.]+)rem/.exec(elder)?.[1]);
  expect(scale * smallest * 16).toBeGreaterThanOrEqual(18);
  expect(/--target: 60px/.test(elder)).toBe(true);
});
