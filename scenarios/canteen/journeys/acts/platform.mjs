// How a journey speaks to the platform beside the browser: calls under a session.
import { randomBytes } from 'node:crypto';

/** A failed call says what was asked and what came back. */
async function readReply(method, target, response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${target}: ${response.status} ${text}`);
  const is_json = (response.headers.get('content-type') ?? '').includes('json');
  return is_json ? JSON.parse(text) : text;
}

/** Calls under a page's session: `caller.get('/x')`, `caller.post('/x', body)`. */
export function callerOf(base, token) {
  const send = async (method, target, body) => {
    const response = await fetch(`${base}/api${target}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(method === 'GET' ? {} : { 'Idempotency-Key': randomBytes(16).toString('hex') }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return readReply(method, target, response);
  };
  return {
    get: (target) => send('GET', target),
    post: (target, body = {}) => send('POST', target, body),
    put: (target, body = {}) => send('PUT', target, body),
  };
}

/** The token that a page keeps after signing in. */
export async function tokenOf(page, area) {
  const kept = await page.evaluate((key) => sessionStorage.getItem(key), `dlfp.session.${area}`);
  if (!kept) throw new Error(`nobody is signed in on ${page.url()}`);
  return JSON.parse(kept).token;
}

/** The day in China, `ahead` days from now. */
export function chinaDay(ahead = 0) {
  return new Date(Date.now() + (8 + 24 * ahead) * 3_600_000).toISOString().slice(0, 10);
}

/** What a call was refused with, as text. */
export function refusalOf(asked) {
  return asked.then(
    () => 'no refusal',
    (problem) => String(problem),
  );
}
