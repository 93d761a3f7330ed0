import { DateTime } from 'luxon';
import type { Database } from '../../db/pool.ts';
import { findPerson } from '../../people/registry/person-rows.ts';
import { findVisitor } from '../../visitors/registry/find-visitor.ts';
import { loadVisits } from '../../visitors/registry/visit-rows.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { loadConcealed } from '../../zones/plan/load-concealed.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import type { PassRow } from '../passes/pass-rows.ts';
import type { PassFace } from './pass-page.ts';

/** What a pass shows now: its numeral and pattern, and while it is lent until when and whose it is. */
export async function loadPassFace(db: Database, pass: PassRow): Promise<PassFace> {
  const { siteId, passId, numeral, basis, highestClass, state, holderId, dueAt } = pass;
  const lent = state === 'lent';
  const blank = {
    numeral,
    basis,
    highestClass,
    code: passCode(passId, lent ? dueAt : null),
    validUntil: null,
    wearer: null,
    zones: [],
  };
  if (!lent || holderId === null || dueAt === null) return blank;
  const timeZone = await loadTimeZone(db, siteId);
  const validUntil = DateTime.fromJSDate(dueAt, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm');
  const wearer = basis === 'visit' ? await visitorOf(db, siteId, holderId) : await personOf(db, holderId);
  return { ...blank, ...wearer, validUntil };
}

/** What the QR code of a pass says: which pass, and until when it is lent. */
export function passCode(passId: string, dueAt: Date | null): string {
  return `sekisho:pass:${passId}:${dueAt === null ? '' : String(dueAt.getTime() / 1000)}`;
}

type Wearing = Pick<PassFace, 'wearer' | 'zones'>;

async function personOf(db: Database, personId: string): Promise<Wearing> {
  const person = await findPerson(db, personId);
  const name = person?.name ?? null;
  return { wearer: name === null ? null : { name, affiliation: person?.affiliation ?? null }, zones: [] };
}

async function visitorOf(db: Database, siteId: string, memberId: string): Promise<Wearing> {
  const visitor = await findVisitor(db, siteId, memberId);
  if (visitor === undefined || visitor.name === null) return { wearer: null, zones: [] };
  const [visit] = await loadVisits(db, siteId, [visitor.visitId]);
  const bound = (visit?.destinations ?? []).filter(
    ({ memberIds }) => memberIds.length === 0 || memberIds.includes(memberId),
  );
  const concealed = await loadConcealed(db, siteId);
  const zoneIds = bound.flatMap((destination) => destination.zoneIds).filter((zone) => !concealed.has(zone));
  const zones = await findZones(db, siteId, [...new Set(zoneIds)]);
  return {
    wearer: { name: visitor.name, affiliation: visitor.affiliation },
    zones: [...zones.values()].map(({ name }) => name),
  };
}
