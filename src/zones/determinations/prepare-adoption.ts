import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { Database } from '../../db/pool.ts';
import type { Actor } from '../../kernel/actor.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { Adoption, Prepared } from './determination-change.ts';
import { recordedAnswer } from './determination-row.ts';
import { findDetermination } from './find-determination.ts';
import { judgeAdopter } from './judge-adopter.ts';
import { asAdopted, judgeNotification } from './judge-notification.ts';
import { succession } from './succession.ts';

/**
 * A proposed determination comes into force from its date: the act of another person than its author (I8). Of 届出 it is asked whether one may
 * begin before anyone answers.
 */
export async function prepareAdoption(
  db: Database,
  adopter: Actor,
  { determination: id, beginsBeforeAnswer }: Adoption,
  now: Date,
): Prepared {
  const proposed = await findDetermination(db, id);
  if (proposed === undefined) return refuse({ code: 'not-found' });
  if (proposed.state !== 'proposed') {
    return refuse({ code: 'conflict', detail: 'この判断はすでに採択されています。' });
  }
  const authors = proposed.proposedBy === null ? [] : [proposed.proposedBy];
  const bound = await loadRoleBonds(db, adopter.id, authors, now);
  const refusal = judgeAdopter(adopter, proposed.proposedBy, bound);
  if (refusal !== undefined) return refuse(refusal);
  const errors = judgeNotification(proposed, beginsBeforeAnswer);
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const { organisationId, policy, row, class: zoneClass, effectiveFrom, effectiveUntil } = proposed;
  const adopted = {
    ...asAdopted(proposed, beginsBeforeAnswer),
    state: 'adopted',
    decidedBy: adopter.id,
  };
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
        ...recordedAnswer(adopted),
        ...(beginsBeforeAnswer === undefined ? {} : { beginsBeforeAnswer }),
        from: effectiveFrom.toISOString(),
        until: effectiveUntil?.toISOString() ?? null,
        proposedBy: proposed.proposedBy,
      },
    },
    concernsSites: true,
    ended: [id, ...followed.value.ended],
    rows: [...followed.value.shortened, adopted],
    answer: { id, value: adopted.value },
  });
}
