// Money in the browser: whole fen in, words out. No floating-point arithmetic touches an amount.

export type SpeechLocale = 'zh' | 'en';

function parts(fen: number): { negative: boolean; yuan: number; rest: number } {
  const amount = Math.abs(fen);
  return { negative: fen < 0, yuan: Math.trunc(amount / 100), rest: amount % 100 };
}

/** `123456` → `1,234.56`; the sign stands in front. */
export function formatAmount(fen: number): string {
  if (!Number.isSafeInteger(fen)) return '—';
  const { negative, yuan, rest } = parts(fen);
  const grouped = String(yuan).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${negative ? '−' : ''}${grouped}.${String(rest).padStart(2, '0')}`;
}

/** `123456` → `¥1,234.56`. */
export function formatMoney(fen: number): string {
  const amount = formatAmount(fen);
  return amount.startsWith('−') ? `−¥${amount.slice(1)}` : `¥${amount}`;
}

/** What a screen reader says: `12元5角`, `12.50 yuan`. */
export function spokenMoney(fen: number, locale: SpeechLocale): string {
  const { negative, yuan, rest } = parts(fen);
  if (locale === 'en') {
    const hundredths = rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`;
    return `${negative ? 'minus ' : ''}${yuan}${hundredths} yuan`;
  }
  const jiao = Math.trunc(rest / 10);
  const single = rest % 10;
  const zero = yuan > 0 && jiao === 0 && single > 0 ? '零' : '';
  const small = `${jiao > 0 ? `${jiao}角` : ''}${single > 0 ? `${zero}${single}分` : ''}`;
  const large = yuan > 0 || small === '' ? `${yuan}元` : '';
  return `${negative ? '负' : ''}${large}${small}`;
}

const full_width = /[０-９．。，]/g;
const narrow = (sign: string) =>
  sign === '．' || sign === '。'
    ? '.'
    : sign === '，'
      ? ','
      : String.fromCharCode(sign.charCodeAt(0) - 0xfee0);

/**
 * Reads an amount in yuan as typed (`12`, `12.5`, `1,200.00`, full-width digits) into fen; null
 * when it is none.
 */
export function parseMoney(text: string): number | null {
  const plain = text
    .trim()
    .replace(full_width, narrow)
    .replace(/^[¥￥]\s*/, '');
  const grouped = /^\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(plain) ? plain.replaceAll(',', '') : plain;
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(grouped);
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
