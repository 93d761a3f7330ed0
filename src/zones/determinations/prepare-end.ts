import type { Database } from '../../db/pool.ts';
import type { Actor } from '../../kernel/actor.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { DeterminationEnd, Prepared, UnrecordedRow } from './determination-change.ts';
import { findDetermination } from './find-determination.ts';
import { judgePerson } from './judge-adopter.ts';
import { type GivenBack, judgeGiveBack } from './judge-give-back.ts';
import { loadTaken } from './load-taken.ts';

/**
 * A determination ends on a date not past, or a proposed one is withdrawn; its author may. From then on
 * the strict value holds (I7), unless it has not begun: then what its adoption took from others comes back.
 */
export async function prepareEnd(
  db: Database,
  actor: Actor,
  id: string,
  { reason, at }: DeterminationEnd,
  now: Date,
): Prepared {
  const refusal = judgePerson(actor);
  if (refusal !== undefined) return refuse(refusal);
  const end = at === undefined ? now : new Date(at);
  if (end < now) {
    const message = '過去にさかのぼって終えることはできません。今より後の日時にしてください。';
    return refuse({ code: 'unprocessable', errors: [{ at: '/at', message }] });
  }
  const standing = await findDetermination(db, id);
  if (standing === undefined) return refuse({ code: 'not-found' });
  const { organisationId, state, effectiveFrom, effectiveUntil } = standing;
  if (effectiveUntil !== null && effectiveUntil <= end) {
    return refuse({ code: 'conflict', detail: 'この判断はそれより前に終わります。' });
  }
  const inForce = state === 'adopted';
  const until = end.toISOString();
  const taken = inForce ? await loadTaken(db, standing) : undefined;
  const { ended, restored, lost } = taken === undefined ? nothingTaken : judgeGiveBack(standing, end, taken);
  return ok({
    organisation: organisationId,
    entry: {
      kind: inForce ? 'determination-ended' : 'determination-withdrawn',
      subject: { organisation: organisationId, determination: id },
      details: {
        until,
        ...(restored.length === 0 ? {} : { restored: restored.map(periodOf) }),
      },
      personal: { recordClass: 'act', data: { reason } },
    },
    concernsSites: inForce,
    ended: [id, ...ended],
    rows: [...(inForce && effectiveFrom < end ? [{ ...standing, effectiveUntil: end }] : []), ...restored],
    answer: {
      id,
      until,
      restores: restored.map(periodOf),
      lost: lost.map((row) => ({ ...periodOf(row), value: row.value })),
    },
  });
}

const nothingTaken: GivenBack = { ended: [], restored: [], lost: [] };

function periodOf({ determinationId, effectiveUntil }: UnrecordedRow) {
  return { id: determinationId, until: effectiveUntil?.toISOString() ?? null };
}
