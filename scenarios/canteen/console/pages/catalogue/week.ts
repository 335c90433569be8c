// Weeks of business days as `YYYY-MM-DD`.

const day_ms = 24 * 60 * 60 * 1000;

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * day_ms).toISOString().slice(0, 10);
}

/** ISO weekday, Monday 1. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** The seven days of the week that a day lies in, Monday first. */
export function weekOf(day: string): string[] {
  const monday = plusDays(day, 1 - weekdayOf(day));
  return Array.from({ length: 7 }, (_, index) => plusDays(monday, index));
}
