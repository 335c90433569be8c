// Which operation is shown: the hash of the address, so that links, history and reload work.
import { onScopeDispose, ref, type Ref } from 'vue';

const hashPlace = () => decodeURIComponent(location.hash.slice(1));

export function usePlace(): Ref<string> {
  const place = ref(hashPlace());
  const follow = () => {
    place.value = hashPlace();
    window.scrollTo(0, 0);
  };
  window.addEventListener('hashchange', follow);
  onScopeDispose(() => window.removeEventListener('hashchange', follow));
  return place;
}
