import { systemActor } from '../../../../kernel/actor.ts';
import type { EntryDraft } from '../../../../log/entry/entry.ts';
import type { Wait } from '../../../state/site-state.ts';
import type { DraftLog } from './draft-log.ts';

/** Records that a person waits no more and did not pass; `more`: when, and why where it is not for want of time. */
export function endWait(
  log: DraftLog,
  person: string,
  { card, door, from, to }: Wait,
  more: Pick<EntryDraft, 'at' | 'decision' | 'details'>,
): void {
  log.record({
    ...more,
    kind: 'wait-over',
    actor: systemActor,
    subject: { person, card, door, from, to },
    effects: [{ type: 'wait-over', person, door }],
  });
}
