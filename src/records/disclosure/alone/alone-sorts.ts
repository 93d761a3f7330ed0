import { loadCrews } from './load-crews.ts';
import { loadReceivers } from './load-receivers.ts';
import { loadWriters } from './load-writers.ts';
import type { AloneSort } from './named-alone.ts';

/** Where somebody stands by their name alone, beside the lines of sheets. */
export const aloneSorts = {
  crew: {
    says: '緊急の立入りをした人',
    table: 'personal_records',
    keeping: 'visit',
    form: /^[1-9]\d{0,15}\.[1-9]\d{0,3}$/,
    load: loadCrews,
  },
  receiver: {
    says: '受渡し',
    table: 'deliveries',
    keeping: 'ids',
    form: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    load: loadReceivers,
  },
  'paper-writer': {
    says: '手書き簿を書いた人',
    table: 'paper_lines',
    keeping: 'visit',
    form: /^\d{4}-\d{2}-\d{2}\.[1-9]\d{0,8}$/,
    load: loadWriters,
  },
} as const satisfies Readonly<Record<string, AloneSort>>;

export type AloneSortName = keyof typeof aloneSorts;

export const aloneSortNames = Object.keys(aloneSorts).filter(isAloneSort);

export function isAloneSort(word: string): word is AloneSortName {
  return Object.hasOwn(aloneSorts, word);
}
