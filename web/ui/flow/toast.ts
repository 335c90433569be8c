// Short confirmations at the bottom of the screen; read out politely, gone after a while, never
// the only carrier.
import { shallowRef } from 'vue';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'danger';
}

export const toast = shallowRef<Toast | null>(null);
let last_id = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export function showToast(text: string, tone: Toast['tone'] = 'plain', shown_ms = 3000): void {
  toast.value = { id: ++last_id, text, tone };
  clearTimeout(timer);
  timer = setTimeout(() => {
    toast.value = null;
  }, shown_ms);
}
