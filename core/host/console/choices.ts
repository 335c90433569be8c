// What the sandbox can be told to do, and which accounts it can hold.
import type { Schemas } from '@dlfp/api-client';

type SandboxAccount = Schemas['HostSandboxAccount'];

export const scripts = [
  'normal',
  'times_out_moved',
  'times_out_not_moved',
  'unavailable',
] as const satisfies readonly SandboxAccount['script'][];

export const classes = [
  'class_one',
  'class_two',
  'class_three',
  'credit',
] as const satisfies readonly SandboxAccount['account_class'][];
