// A clock's offset in seconds, with one digit and never as minus zero.
export const secondsOf = (us: number): string => (Math.round(us / 1e5) / 10 || 0).toFixed(1);
