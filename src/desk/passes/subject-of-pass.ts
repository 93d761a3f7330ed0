import type { Subject } from '../../log/entry/subject.ts';
import type { PassRow } from './pass-rows.ts';

/** What an entry about a pass names: its card, and whoever has it. */
export function subjectOfPass({ cardId, holderId }: Pick<PassRow, 'cardId' | 'holderId'>): {
  readonly subject: Subject;
} {
  return {
    subject: {
      ...(cardId === null ? {} : { card: cardId }),
      ...(holderId === null ? {} : { person: holderId }),
    },
  };
}
