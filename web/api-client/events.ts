// Server-sent events over a streamed fetch, so that the token travels in a header and never in an
// address.
import { failureOf, type Failure } from './failure.ts';
import { currentSession } from './session.ts';
import { base_path } from './transport.ts';

export interface StreamEvent {
  readonly event: string;
  readonly id: string;
  readonly text: string;
}

export interface StreamListeners {
  /** Each event's JSON body, with the event's name. */
  readonly onEvent: (body: unknown, event: string) => void;
  readonly onOpen?: () => void;
  /** The connection broke and will be tried again after `pause_ms`. */
  readonly onPause?: (pause_ms: number) => void;
  /** The server refused the stream for good (4xx); it is not tried again. */
  readonly onFailure?: (failure: Failure) => void;
}

export interface Subscription {
  close(): void;
}

const shortest_pause_ms = 1_000;
const longest_pause_ms = 30_000;

/** Cuts a text stream into events; feed() takes any piece of it, however it was torn. */
export class EventCutter {
  private rest = '';
  private lines: string[] = [];
  last_id = '';
  retry_ms: number | null = null;

  feed(piece: string): StreamEvent[] {
    const events: StreamEvent[] = [];
    const text = this.rest + piece;
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') this.lines.push(line);
      else this.finish(events);
    }
    return events;
  }

  private finish(events: StreamEvent[]): void {
    const texts: string[] = [];
    let event = 'message';
    for (const line of this.lines) {
      const colon = line.indexOf(':');
      if (colon === 0) continue;
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'data') texts.push(value);
      else if (field === 'event') event = value;
      else if (field === 'id') this.last_id = value;
      else if (field === 'retry' && /^\d+$/.test(value)) this.retry_ms = Number(value);
    }
    this.lines = [];
    if (texts.length > 0) events.push({ event, id: this.last_id, text: texts.join('\n') });
  }
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function streamHeaders(last_id: string): Record<string, string> {
  const token = currentSession()?.token;
  return {
    Accept: 'text/event-stream',
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(last_id === '' ? {} : { 'Last-Event-ID': last_id }),
  };
}

async function drain(
  response: Response,
  cutter: EventCutter,
  listeners: StreamListeners,
): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    for (const event of cutter.feed(piece.value))
      listeners.onEvent(bodyOf(event.text), event.event);
  }
}

async function refusalOf(response: Response): Promise<Failure> {
  return failureOf(response, await response.json().catch(() => null));
}

/**
 * Follows an event stream until close(); reconnects with growing pauses and the last event's id.
 */
export function subscribe(path: string, listeners: StreamListeners): Subscription {
  const stop = new AbortController();
  const cutter = new EventCutter();
  let pause_ms = shortest_pause_ms;

  async function follow(): Promise<'again' | 'refused'> {
    const response = await fetch(base_path + path, {
      headers: streamHeaders(cutter.last_id),
      signal: stop.signal,
    });
    if (response.status >= 400 && response.status < 500 && response.status !== 429) {
      listeners.onFailure?.(await refusalOf(response));
      return 'refused';
    }
    if (!response.ok) return 'again';
    pause_ms = cutter.retry_ms ?? shortest_pause_ms;
    listeners.onOpen?.();
    await drain(response, cutter, listeners);
    return 'again';
  }

  async function keepFollowing(): Promise<void> {
    while (!stop.signal.aborted) {
      const next = await follow().catch(() => 'again' as const);
      if (next === 'refused' || stop.signal.aborted) return;
      listeners.onPause?.(pause_ms);
      const wait = pause_ms;
      await new Promise((resolve) => setTimeout(resolve, wait));
      pause_ms = Math.min(pause_ms * 2, longest_pause_ms);
    }
  }

  void keepFollowing();
  return { close: () => stop.abort() };
}
