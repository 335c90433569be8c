// What the sandbox endpoints answer.
export const scripts = ['normal', 'times_out_moved', 'times_out_not_moved', 'unavailable'] as const;
export type Script = (typeof scripts)[number];
export const classes = ['class_one', 'class_two', 'class_three', 'credit'] as const;

export interface SandboxAccount {
  readonly account_number: string;
  readonly bank_code: string;
  readonly bank_name: string;
  readonly account_class: (typeof classes)[number];
  readonly holder_name: string;
  readonly id_number: string;
  readonly mobile: string;
  readonly balance_fen: number;
  readonly is_frozen: boolean;
  readonly script: Script;
}
export interface Sandbox {
  readonly adapter: string;
  readonly next_script: Script;
  readonly items: readonly SandboxAccount[];
}
