// Times as the bank's customers read them: always China Standard Time, whatever the device says.

export type TimeStyle = 'date' | 'time' | 'minute' | 'second';
type Words = 'zh' | 'en';

const zone = 'Asia/Shanghai';
const tag: Readonly<Record<Words, string>> = { zh: 'zh-CN', en: 'en-GB' };

const options_of: Readonly<Record<TimeStyle, Intl.DateTimeFormatOptions>> = {
  date: { year: 'numeric', month: 'short', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  minute: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
  second: {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(
  locale: Words,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale}.${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tag[locale], { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

/** `at_us` is microseconds since 1970 UTC. */
export function formatTime(at_us: number, style: TimeStyle, locale: Words): string {
  return formatOf(locale, style, options_of[style]).format(new Date(at_us / 1000));
}

export function isoTime(at_us: number): string {
  return new Date(at_us / 1000).toISOString();
}

/** The calendar day in China that an instant falls on, as `YYYY-MM-DD`. */
export function dayOf(at_us: number): string {
  return formatOf('en', 'day', { year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(new Date(at_us / 1000))
    .split('/')
    .reverse()
    .join('-');
}

/** `2026-11-23` → `11月23日 周一` / `Mon, 23 Nov`; the year appears when it is not `this_year`. */
export function formatDay(
  date: string,
  locale: Words,
  this_year = new Date().getFullYear(),
): string {
  const noon = new Date(`${date}T12:00:00+08:00`);
  if (Number.isNaN(noon.getTime())) return date;
  const year = Number(date.slice(0, 4)) === this_year ? {} : { year: 'numeric' as const };
  const name = `day.${'year' in year}`;
  const text = formatOf(locale, name, {
    ...year,
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(noon);
  return locale === 'zh' ? text.replace(/(日)(周)/, '$1 $2') : text;
}
