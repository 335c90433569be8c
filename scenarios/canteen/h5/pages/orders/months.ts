// Months as "2026-11", counted back from a day.

/** The month of `day` and those before it, newest first. */
export function lastMonths(day: string, count: number): string[] {
  const months: string[] = [];
  let year = Number(day.slice(0, 4));
  let month = Number(day.slice(5, 7));
  while (months.length < count) {
    months.push(`${year}-${String(month).padStart(2, '0')}`);
    month -= 1;
    if (month === 0) {
      month = 12;
      year -= 1;
    }
  }
  return months;
}

export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year ?? 0, number ?? 1, 0)).getUTCDate();
  return `${month}-${String(days).padStart(2, '0')}`;
}
