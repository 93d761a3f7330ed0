import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { Database } from '../../db/pool.ts';
import type { Actor } from '../../kernel/actor.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { Prepared } from './determination-change.ts';
import { recordedAnswer } from './determination-row.ts';
import { findDetermination } from './find-determination.ts';
import { judgeAdopter } from './judge-adopter.ts';
import { succession } from './succession.ts';

/** A proposed determination comes into force from its date: the act of another person than its author (I8). */
export async function prepareAdoption(db: Database, adopter: Actor, id: string, now: Date): Prepared {
  const proposed = await findDetermination(db, id);
  if (proposed === undefined) return refuse({ code: 'not-found' });
  if (proposed.state !== 'proposed') {
    return refuse({ code: 'conflict', detail: 'この判断はすでに採択されています。' });
  }
  const authors = proposed.proposedBy === null ? [] : [proposed.proposedBy];
  const bound = await loadRoleBonds(db, adopter.id, authors, now);
  const refusal = judgeAdopter(adopter, proposed.proposedBy, bound);
  if (refusal !== undefined) return refuse(refusal);
  const { organisationId, policy, row, class: zoneClass, effectiveFrom, effectiveUntil } = proposed;
  const adopted = { ...proposed, state: 'adopted', decidedBy: adopter.id };
  const followed = await succession(db, organisationId, [adopted]);
  if (!followed.ok) return followed;
  return ok({
    organisation: organisationId,
    entry: {
      kind: 'determination-adopted',
      subject: { organisation: organisationId, determination: id },
      details: {
        policy,
        row,
        class: zoneClass,
        ...recordedAnswer(proposed),
        from: effectiveFrom.toISOString(),
        until: effectiveUntil?.toISOString() ?? null,
        proposedBy: proposed.proposedBy,
      },
    },
    concernsSites: true,
    ended: [id, ...followed.value.ended],
    rows: [...followed.value.shortened, adopted],
    answer: { id },
  });
}
