// The operator's rule for guests and its price classes as choices of a field.
import { api } from '@dlfp/api-client';
import { useQuery } from '@dlfp/ui';
import { computed } from 'vue';

export function usePriceClasses() {
  const rule = useQuery((signal) => api.get('/staff/canteen/dining-rule', { signal }));
  const classes = computed(
    () => rule.value?.classes.map((one) => ({ value: one.price_class_id, label: one.name })) ?? [],
  );
  return { rule, classes };
}
