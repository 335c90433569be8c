// Whether the window leaves no room for the menu beside the page.
import { getCurrentScope, onScopeDispose, readonly, ref } from 'vue';

/** The same limit as in the style sheets. */
export const narrow_query = '(max-width: 899.98px)';

export function useNarrow() {
  const query = matchMedia(narrow_query);
  const narrow = ref(query.matches);
  const follow = () => {
    narrow.value = query.matches;
  };
  query.addEventListener('change', follow);
  if (getCurrentScope()) onScopeDispose(() => query.removeEventListener('change', follow));
  return readonly(narrow);
}
