// What this browser got at its last log-in: shown at the next one, so that wrong tries of strangers
// do not lock it out. It opens nothing by itself.
import { sessionArea } from './session.ts';

const storageKey = () => `${sessionArea()}.device`;

/** Keeps the token of a log-in's answer. */
export function rememberDevice(token: string | undefined): void {
  if (token === undefined || token === '') return;
  try {
    localStorage.setItem(storageKey(), token);
  } catch {
    // Storage may be full or forbidden: the next log-in is then a stranger's.
  }
}

/** The member that a log-in sends along; nothing before the first one. */
export function knownDevice(): { device_token?: string } {
  try {
    const device_token = localStorage.getItem(storageKey());
    return device_token === null ? {} : { device_token };
  } catch {
    return {};
  }
}
