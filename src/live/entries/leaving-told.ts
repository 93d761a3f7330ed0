import { reasons } from '../../access/decide/reasons.ts';
import type { Entry } from '../../log/entry/entry.ts';

/** Whether an entry tells that a visitor went on a way out with something that would have closed another door: their hosts hear of it. */
export function isNotedLeaving({ kind, decision, subject }: Entry): boolean {
  return (
    kind === 'card-read' &&
    subject.visit !== undefined &&
    decision?.verdict === 'grant' &&
    decision.notes.some(({ code }) => Object.hasOwn(reasons, code))
  );
}

/** What a host is told of it: who went out, by id, and what was noted; where and beside whom is for those who see the site. */
export function leavingTold(entry: Entry, hosts: readonly string[]): Entry {
  const { decision, subject } = entry;
  const { person, visit } = subject;
  return {
    ...entry,
    subject: { ...(person === undefined ? {} : { person }), ...(visit === undefined ? {} : { visit }) },
    decision: decision && { ...decision, restsOn: [] },
    effects: [],
    details: { hosts: [...hosts] },
  };
}
