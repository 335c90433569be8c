// The functions a customer starred, in their own order; kept in this browser per customer.
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { useSession } from '@dlfp/ui';

export const favourites_max = 8;
const key_of = (owner: string) => `dlfp.favourites.${owner}`;

function stored(owner: string): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key_of(owner)) ?? '[]');
    return Array.isArray(list)
      ? list.filter((id): id is string => typeof id === 'string').slice(0, favourites_max)
      : [];
  } catch {
    return [];
  }
}

export const useFavourites = defineStore('favourites', () => {
  const session = useSession();
  const owner = computed(() => session.session?.subject_id ?? 'guest');
  const ids = ref<readonly string[]>(stored(owner.value));
  watch(owner, (name) => {
    ids.value = stored(name);
  });

  function keep(next: readonly string[]): void {
    ids.value = next;
    try {
      localStorage.setItem(key_of(owner.value), JSON.stringify(next));
    } catch {
      // Kept for this visit only then.
    }
  }

  return {
    ids,
    has: (id: string) => ids.value.includes(id),
    full: computed(() => ids.value.length >= favourites_max),
    /** Adds or removes; answers false when the list is full. */
    toggle(id: string): boolean {
      if (ids.value.includes(id)) keep(ids.value.filter((other) => other !== id));
      else if (ids.value.length >= favourites_max) return false;
      else keep([...ids.value, id]);
      return true;
    },
    move(id: string, step: -1 | 1): void {
      const from = ids.value.indexOf(id);
      const to = from + step;
      if (from < 0 || to < 0 || to >= ids.value.length) return;
      const next = [...ids.value];
      [next[from], next[to]] = [next[to] as string, id];
      keep(next);
    },
  };
});
