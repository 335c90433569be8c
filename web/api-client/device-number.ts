// The number this browser gave itself once: codes sent by SMS are counted by it. It opens nothing.
const storageKey = 'dlfp.device_number';

/** The member that a request for a code sends along; nothing where the browser keeps nothing. */
export function deviceNumber(): { device_number?: string } {
  try {
    const kept = localStorage.getItem(storageKey);
    if (kept !== null) return { device_number: kept };
    const device_number = crypto.randomUUID();
    localStorage.setItem(storageKey, device_number);
    return { device_number };
  } catch {
    return {};
  }
}
