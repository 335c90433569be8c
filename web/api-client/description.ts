// The description that the platform gives of its own API.
import { failureOf, localFailure, type Outcome } from './failure.ts';
import { send, TransportFailure } from './transport.ts';

/** Reads `/openapi.json` of this server. */
export async function readDescription<Document>(): Promise<Outcome<Document>> {
  const address = new URL('/openapi.json', globalThis.location?.href ?? 'http://localhost/');
  try {
    const response = await send(new Request(address), { repeatable: true });
    if (!response.ok) return { ok: false, failure: failureOf(response, null) };
    return { ok: true, value: (await response.json()) as Document };
  } catch (thrown) {
    if (thrown instanceof TransportFailure) return { ok: false, failure: thrown.failure };
    if (thrown instanceof SyntaxError) {
      return { ok: false, failure: localFailure('client.unreadable', 'fault') };
    }
    throw thrown;
  }
}
