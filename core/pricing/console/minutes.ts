// Minutes of the day as people write them, and moments in China.

/** `0` → `00:00`, `1440` → `24:00`. */
export function minuteText(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.trunc(minute / 60))}:${two(minute % 60)}`;
}

/** The minute that `07:30` names, up to `24:00`; null when it is none. */
export function parseMinute(text: string): number | null {
  const match = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim());
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minute <= 1440 ? minute : null;
}

/** A whole number as typed; null when it is none. */
export function parseWhole(text: string): number | null {
  return /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : null;
}

/** Microseconds of a day `2026-11-23` and a time `09:00` in China; null when either is missing. */
export function momentOf(day: string, time: string): number | null {
  const at_ms = Date.parse(`${day}T${time}:00+08:00`);
  return day === '' || time === '' || Number.isNaN(at_ms) ? null : at_ms * 1000;
}
