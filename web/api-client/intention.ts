// One Idempotency-Key per thing the customer wants to happen once, reused on every repeat of it.

export interface Intention {
  readonly key: string;
}

/** Begins an intention; keep it until the outcome is known, then begin the next one. */
export function beginIntention(): Intention {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return { key: Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('') };
}
