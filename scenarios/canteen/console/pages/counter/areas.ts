// The serving areas of the operator's outlets, to choose from.
import { computed } from 'vue';
import { api } from '@dlfp/api-client';
import { useQuery } from '@dlfp/ui';

export function useAreas(immediate = true) {
  const offer = useQuery((signal) => api.get('/staff/canteen/outlets', { signal }), { immediate });
  const choices = computed(() => {
    const names = new Map(offer.value?.outlets.map((outlet) => [outlet.id, outlet.name]));
    return (offer.value?.areas ?? [])
      .filter((area) => area.state === 'active')
      .map((area) => ({
        value: area.id,
        label: `${names.get(area.outlet_id) ?? ''} · ${area.name}`,
      }));
  });
  return { choices, failure: computed(() => offer.failure) };
}
