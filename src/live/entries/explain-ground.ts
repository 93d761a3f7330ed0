import type { Explanation } from '../../access/decide/explanation.ts';
import { notes } from '../../access/decide/notes.ts';
import { reasons } from '../../access/decide/reasons.ts';
import { comingNotes } from '../../access/doors/coming-notes.ts';
import { doorNotes } from '../../access/doors/door-notes.ts';
import type { RecordedDecision } from '../../log/entry/entry.ts';

type Ground = RecordedDecision['reasons'][number];

/** A reason or note as a guard reads it: its code and ground, its words, and what would mend it. */
export type ExplainedGround = Ground & { readonly says: string; readonly fix?: string };

const explanations: ReadonlyMap<string, Explanation> = new Map<string, Explanation>([
  ...Object.entries(reasons),
  ...Object.entries(notes),
  ...Object.entries(doorNotes),
  ...Object.entries(comingNotes),
]);

/** Gives a recorded reason or note its words. A code that a newer program wrote says itself. */
export function explainGround(ground: Ground): ExplainedGround {
  const known = explanations.get(ground.code);
  if (known === undefined) return { ...ground, says: ground.code };
  const { says, fix } = known;
  return fix === null ? { ...ground, says: says.ja } : { ...ground, says: says.ja, fix: fix.ja };
}
