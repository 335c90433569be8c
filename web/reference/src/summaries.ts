// What an operation is called: in Chinese where it has been given a name, else as it is declared.
import type { Operation } from './describe.ts';
import { summaries_zh } from './words/summaries.zh.ts';

export function summaryOf(operation: Operation, locale: string): string {
  return locale === 'en' ? operation.summary : (summaries_zh[operation.id] ?? operation.summary);
}
