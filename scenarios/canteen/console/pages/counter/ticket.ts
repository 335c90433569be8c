// The ticket being filled at a counter: pure rules of its lines.
import { lineAmount, type LineKind, type SoldLine } from './facts.ts';
import type { Desk, DeskItem, DeskMeal } from './types.ts';

/** The meal that is served now, of several the one that began last; null between meals. */
export function mealNow(desk: Desk, now_us: number): DeskMeal | null {
  const serving = desk.meals.filter(
    (meal) => meal.starts_at_us <= now_us && now_us < meal.ends_at_us,
  );
  return serving.toSorted((a, b) => b.starts_at_us - a.starts_at_us)[0] ?? null;
}

const sold_by: Readonly<Record<LineKind, readonly LineKind[]>> = {
  set_meal: ['set_meal', 'per_item'],
  weigh: ['weigh', 'per_item'],
  per_item: ['per_item'],
  free_amount: ['free_amount'],
};
/** What a terminal of this mode sells; the server's may_sell says the same. */
export function kindsOf(mode: LineKind): readonly LineKind[] {
  return sold_by[mode];
}

export function kindOfItem(item: DeskItem): LineKind {
  return item.pricing === 'per_weight' ? 'weigh' : 'per_item';
}

const same = (a: SoldLine, b: SoldLine) =>
  a.kind === b.kind && a.menu_item_id === b.menu_item_id && a.unit_price_fen === b.unit_price_fen;

/** Another piece of a dish raises its line; weighed lines and free amounts stand by themselves. */
export function addLine(lines: readonly SoldLine[], added: SoldLine): readonly SoldLine[] {
  const counts = added.kind === 'per_item' || added.kind === 'set_meal';
  const at = counts ? lines.findIndex((line) => same(line, added) && line.quantity < 99) : -1;
  if (at < 0) return [...lines, added];
  return lines.map((line, index) =>
    index === at ? { ...line, quantity: line.quantity + added.quantity } : line,
  );
}

/** One piece less, or the whole line. */
export function takeLine(lines: readonly SoldLine[], at: number): readonly SoldLine[] {
  return lines.flatMap((line, index) => {
    if (index !== at) return [line];
    return line.quantity > 1 ? [{ ...line, quantity: line.quantity - 1 }] : [];
  });
}

export function itemLine(item: DeskItem, weight_g?: number): SoldLine {
  return {
    kind: kindOfItem(item),
    menu_item_id: item.menu_item_id,
    dish_id: item.dish_id,
    dish_name: item.dish_name,
    quantity: 1,
    ...(weight_g === undefined ? {} : { weight_g }),
    unit_price_fen: item.price_fen,
  };
}

/** Grams typed from a scale's display: 1 to 50,000; null for anything else. */
export function readGrams(text: string): number | null {
  if (!/^\d{1,5}$/.test(text.trim())) return null;
  const grams = Number(text.trim());
  return grams >= 1 && grams <= 50_000 ? grams : null;
}

export { lineAmount };
