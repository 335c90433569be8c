// The session as components see it, following begin and end.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { currentSession, endSession, onSessionChange, type Session } from '@dlfp/api-client';

export const useSession = defineStore('session', () => {
  const session = shallowRef<Session | null>(currentSession());
  onSessionChange((next) => {
    session.value = next;
  });
  return {
    session,
    signed_in: computed(() => session.value !== null),
    verified: computed(() => session.value?.level === 'verified'),
    /** For showing and hiding only; the server decides. */
    may: (permission: string | undefined) =>
      permission === undefined || (session.value?.permissions.includes(permission) ?? false),
    sign_out: () => endSession('signed_out'),
  };
});
