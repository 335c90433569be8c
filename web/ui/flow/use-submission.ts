// Sending something that must happen once: the intention is kept while the outcome is unknown.
import { shallowReactive } from 'vue';
import {
  beginIntention,
  keepsIntention,
  type Failure,
  type Intention,
  type Outcome,
} from '@dlfp/api-client';

export interface Submission<Arguments extends unknown[], T> {
  busy: boolean;
  failure: Failure | null;
  /**
   * True when the last try may have taken effect: the page must offer "ask again", not "start
   * again".
   */
  uncertain: boolean;
  /**
   * Sends; answers the reply or null (then `failure` says why). A second call while busy does
   * nothing.
   */
  run(...values: Arguments): Promise<T | null>;
  /** Forgets the failure and the intention: what follows is a different wish of the customer. */
  restart(): void;
}

export function useSubmission<Arguments extends unknown[], T>(
  send: (intention: Intention, ...values: Arguments) => Promise<Outcome<T>>,
): Submission<Arguments, T> {
  let intention: Intention | null = null;
  let wish = '';
  const submission = shallowReactive<Submission<Arguments, T>>({
    busy: false,
    failure: null,
    uncertain: false,
    async run(...values) {
      if (submission.busy) return null;
      submission.busy = true;
      submission.failure = null;
      // Other values are another wish, unless the last one may have taken effect: then the server,
      // which knows the first, names what differs.
      const values_wished = JSON.stringify(values);
      if (values_wished !== wish && !submission.uncertain) intention = null;
      wish = values_wished;
      intention ??= beginIntention();
      try {
        return settle(await send(intention, ...values));
      } finally {
        submission.busy = false;
      }
    },
    restart() {
      intention = null;
      submission.failure = null;
      submission.uncertain = false;
    },
  });

  function settle(outcome: Outcome<T>): T | null {
    const kept = !outcome.ok && keepsIntention(outcome.failure);
    if (!kept) {
      intention = null;
      wish = '';
    }
    submission.failure = outcome.ok ? null : outcome.failure;
    // Losing the network while asking does not make an unknown outcome known.
    const unknown = !outcome.ok && outcome.failure.class === 'uncertain';
    submission.uncertain = kept && (submission.uncertain || unknown);
    return outcome.ok ? outcome.value : null;
  }

  return submission;
}
