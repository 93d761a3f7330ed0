import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import { newId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { loadDoors } from '../../zones/plan/load-doors.ts';
import { loadOutsideZones } from '../../zones/plan/load-outside-zones.ts';
import { findKnown } from '../persons/find-known.ts';
import { countThrough } from './count-through.ts';
import { loadPlacesOf } from './load-places-of.ts';
import { toldPassages } from './told-passages.ts';

/** Who went through a door into a zone and when, as a guard saw or wrote it; `count`: others whom nobody named. */
export type ManualPassage = {
  readonly door: string;
  readonly to: string;
  readonly at: Date;
  readonly persons: readonly string[];
  readonly count: number;
  readonly words: string;
};

/**
 * Records by hand what no reader told: people whom a guard at the door let through, by name or by number, or what was written
 * down during a failure. The entry carries when it happened and when it was told. Places are `assumed`, and move only if nothing
 * later did; nobody records themselves (I8).
 */
export function recordManualPassage(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { door, to, at, persons, count, words }: ManualPassage,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const planned = (await loadDoors(tx.db, siteId, [door])).get(door);
    const way = planned?.directions.find((one) => one.to === to);
    const owners = await loadOwnersOfAct(tx.db, context.principal.actor);
    const known = await findKnown(tx.db, siteId, persons);
    const errors: readonly FieldError[] = [
      ...(planned === undefined ? [{ at: '/door', message: 'この扉は図面にありません。' }] : []),
      ...(planned !== undefined && way === undefined
        ? [{ at: '/to', message: 'この扉からこの区域へは入れません。' }]
        : []),
      ...(at > tx.now ? [{ at: '/at', message: 'まだ来ていない時刻です。' }] : []),
      ...(persons.length + count === 0
        ? [{ at: '/count', message: '人（persons）か人数（count）が必要です。' }]
        : []),
      ...persons.flatMap((person, index) =>
        known.has(person) ? [] : [{ at: `/persons/${index}`, message: 'この人は登録されていません。' }],
      ),
    ];
    if (errors.length > 0 || way === undefined) return refuse({ code: 'unprocessable', errors });
    if (persons.some((person) => owners.has(person))) {
      return refuse({
        code: 'self-approval',
        detail: '自分の通行は記録できません。ほかの警備員に依頼してください。',
      });
    }
    const outside = await loadOutsideZones(tx.db, siteId);
    await tx.takeHeads([siteId]);
    const effects = [
      ...(await effectsOf(tx, siteId, { door, to, at, persons })),
      ...(count === 0
        ? []
        : await countThrough(tx.db, siteId, { ...way, count, at, outside, newId: newId<'group'>() })),
    ];
    const [first, ...others] = persons;
    const seq = tx.record(siteId, {
      kind: 'manual-passage',
      at,
      subject: {
        door,
        from: way.from,
        to,
        ...(first === undefined ? {} : { person: first }),
        ...(others.length === 0 ? {} : { with: others }),
      },
      effects,
      details: { origin: 'paper', persons: persons.length, count },
      personal: { recordClass: 'act', data: { reason: words } },
    });
    return ok({ seq });
  });
}

async function effectsOf(
  tx: ActTx,
  siteId: string,
  { door, to, at, persons }: Pick<ManualPassage, 'door' | 'to' | 'at' | 'persons'>,
): Promise<readonly Effect[]> {
  const places = await loadPlacesOf(tx.db, siteId, persons);
  return persons.flatMap((person) => toldPassages(places.get(person), person, [{ door, zone: to, at }]));
}
