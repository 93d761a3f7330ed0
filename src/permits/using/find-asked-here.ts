import type { Principal } from '../../authority/principal.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import type { Clock } from '../../kernel/clock.ts';
import { loadStopped } from '../../people/registry/load-stopped.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { loadRoomsKnown } from '../../zones/knowing/load-rooms-known.ts';
import { zonesShown } from '../../zones/plan/plan-shown-to.ts';
import type { Zone } from '../../zones/plan/site-plan.ts';
import type { Layers } from '../../zones/regulation/layers.ts';
import type { PersonKind } from '../../zones/regulation/person-kinds.ts';
import type { FindRules } from '../../zones/rules/find-rules.ts';
import { loadPersonExceptions } from '../registry/load-person-exceptions.ts';
import type { PersonException } from '../rule/exception-over.ts';

export type AskingDeps = {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly findRules: FindRules;
};

/** Whether something may be done here now is asked of somebody, in a zone, by the rules in force. */
export type AskedHere = {
  readonly kind: PersonKind;
  /** Suspended, or gone: nothing is allowed them any more. */
  readonly stopped: boolean;
  readonly zone: Zone;
  readonly layers: Layers;
  /** What exceptions in force leave out for them by name. */
  readonly exceptions: readonly PersonException[];
};

/**
 * Finds whom and which zone a question of any kind is about; undefined for somebody or a zone that whoever asks learns nothing of.
 * Each read begins after the question: what was stopped before it is stopped in the answer (I5).
 */
export async function findAskedHere(
  { pool, clock, findRules }: AskingDeps,
  principal: Principal,
  siteId: string,
  { person, zone: zoneId }: { readonly person: string; readonly zone: string },
): Promise<AskedHere | undefined> {
  const db = databaseOf(pool);
  const [rules, who, stopped, exceptions] = await Promise.all([
    findRules(siteId),
    loadWhoIs(pool, siteId, [person]),
    loadStopped(db, [person]),
    loadPersonExceptions(db, siteId, [person]),
  ]);
  const zone = rules?.zones.get(zoneId);
  const kind = who.get(person)?.kind;
  if (rules === undefined || zone === undefined || kind === undefined) return undefined;
  const rooms = await loadRoomsKnown(pool, principal, siteId, clock.now());
  if (zonesShown([zone], rooms).length === 0) return undefined;
  return {
    kind,
    stopped: stopped.has(person),
    zone,
    layers: rules.layers,
    exceptions: exceptions.get(person) ?? [],
  };
}
