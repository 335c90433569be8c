// Finds functions by what a customer types: characters, pinyin, initials, with typing errors. Pure.

export interface Searchable {
  readonly id: string;
  /** Titles and keywords in every language, the most telling first. */
  readonly terms: readonly string[];
}

/**
 * Sound of each character, lower case without tones; other characters are given back as they are.
 */
export type Sounds = (text: string) => readonly string[];

interface Prepared {
  readonly text: string;
  readonly sound: string;
  readonly initials: string;
  readonly weight: number;
}

export interface Index {
  readonly items: readonly { readonly id: string; readonly terms: readonly Prepared[] }[];
}

export interface Hit {
  readonly id: string;
  readonly score: number;
}

const threshold = 0.5;
const keyword_weight = 0.94;

export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s'’·,，.。!！?？、"“”()（）/-]+/g, '');
}

export function buildIndex(items: readonly Searchable[], sounds: Sounds): Index {
  return {
    items: items.map(({ id, terms }) => ({
      id,
      terms: terms.map((term, place) => {
        const text = plain(term);
        const spoken = sounds(text);
        return {
          text,
          sound: spoken.join(''),
          initials: spoken.map((sound) => sound[0] ?? '').join(''),
          weight: place === 0 ? 1 : keyword_weight,
        };
      }),
    })),
  };
}

/** Edits (insert, delete, replace, swap of neighbours) that turn one text into the other. */
export function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, place) => place);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[right.length] ?? 0;
}

function bigrams(text: string): string[] {
  return text.length < 2
    ? [text]
    : Array.from({ length: text.length - 1 }, (_, place) => text.slice(place, place + 2));
}

/**
 * Share of shared character pairs (Dice); single characters count a little, so that word order
 * matters less.
 */
export function likeness(left: string, right: string): number {
  const pairs = (a: string[], b: string[]) => {
    const rest = [...b];
    const shared = a.filter((pair) => {
      const at = rest.indexOf(pair);
      if (at >= 0) rest.splice(at, 1);
      return at >= 0;
    }).length;
    return (2 * shared) / (a.length + b.length);
  };
  return 0.65 * pairs(bigrams(left), bigrams(right)) + 0.35 * pairs([...left], [...right]);
}

function inText(query: string, text: string): number {
  if (text === query) return 1;
  if (text.startsWith(query)) return 0.95;
  if (text.includes(query)) return 0.88;
  if (text.length >= 2 && query.includes(text)) return 0.84;
  return 0;
}

/** Typing errors allowed for a text of this length: none in very short ones. */
const errorsAllowed = (length: number) => (length < 4 ? 0 : length < 8 ? 1 : length < 13 ? 2 : 3);

/** How well a possibly mistyped query fits the text or a stretch of it that begins anywhere. */
function mistyped(query: string, text: string, allowed = errorsAllowed(query.length)): number {
  if (allowed === 0 || text === '') return 0;
  let best = allowed + 1;
  for (let start = 0; start + query.length - allowed <= text.length; start++) {
    for (let length = query.length - allowed; length <= query.length + allowed; length++) {
      best = Math.min(best, editDistance(query, text.slice(start, start + length)));
      if (best === 0) return 0.86;
    }
  }
  return best > allowed ? 0 : 0.86 - (0.3 * best) / query.length - 0.04;
}

interface Query {
  readonly text: string;
  readonly sound: string;
  readonly latin: boolean;
}

function scoreOf(query: Query, term: Prepared): number {
  const direct = inText(query.text, term.text);
  if (query.latin) {
    const initials = query.text.length < 2 ? 0 : 0.9 * inText(query.text, term.initials);
    const sound =
      query.text.length < 2
        ? 0
        : 0.97 * Math.max(startsAtSyllable(query.text, term), mistyped(query.text, term.sound));
    return Math.max(direct, initials, sound, mistyped(query.text, term.text));
  }
  // Whole characters were chosen: they sound alike, or nearly, but are not a string of slips.
  const slips = Math.max(0, errorsAllowed(query.sound.length) - 1);
  const alike = 0.92 * likeness(query.text, term.text);
  const sameSound =
    0.9 *
    Math.max(inText(query.sound, term.sound), 0.97 * mistyped(query.sound, term.sound, slips));
  return Math.max(direct, alike, query.text.length < 2 ? 0 : sameSound);
}

const startsAtSyllable = (query: string, term: Prepared) =>
  term.sound === term.text ? 0 : inText(query, term.sound);

/** Best first; ties keep the order of the list. */
export function search(index: Index, typed: string, sounds: Sounds): readonly Hit[] {
  const text = plain(typed);
  if (text === '') return [];
  const query: Query = { text, sound: sounds(text).join(''), latin: /^[a-z0-9]+$/.test(text) };
  return index.items
    .map(({ id, terms }) => ({
      id,
      score: Math.max(0, ...terms.map((term) => scoreOf(query, term) * term.weight)),
    }))
    .filter((hit) => hit.score >= threshold)
    .sort((a, b) => b.score - a.score);
}
