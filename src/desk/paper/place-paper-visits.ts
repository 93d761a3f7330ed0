import type { FieldError } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { judgePurpose } from '../../visitors/planning/judge-visit-draft.ts';
import { organisationOf } from '../../visitors/planning/organisation-of.ts';
import { placeVisits } from '../../visitors/planning/place-visit.ts';
import { placedVisitOf } from '../../visitors/planning/placed-visit-of.ts';
import type { PlanningFacts } from '../../visitors/planning/planning-facts.ts';
import type { VisitDraft } from '../../visitors/planning/visit-draft.ts';
import { visitPlanned } from '../../visitors/planning/visit-planned.ts';
import { timeAt } from '../../zones/hours/time-at.ts';
import type { PaperLine } from './paper-line.ts';
import { nameKey } from './who-of-line.ts';

/** A line of somebody who was not expected, and its place in the request. */
export type UnplannedLine = PaperLine & { readonly index: number };

/** What is wrong with a line of somebody who was not expected: its host is staff in office, its purpose is of the list. */
export function judgeUnplanned(lines: readonly UnplannedLine[], facts: PlanningFacts): readonly FieldError[] {
  return lines.flatMap(({ index, zone, purpose = '', host = '' }) => {
    const organisation = organisationOf([{ zoneIds: [zone] }], facts.plan);
    return [
      ...(facts.activeStaff.has(host)
        ? []
        : [{ at: '/host', message: '訪問相手は在職中の職員にしてください' }]),
      ...judgePurpose(purpose, organisation, facts),
    ].map(({ at, message }) => ({ at: `/lines/${index}${at}`, message: `${message}。` }));
  });
}

/**
 * Makes visits of lines of people who were not expected, each with an entry of its own; lines of one name to one host are one. It is
 * of the day of the sheet, from when it says on, and reviewed by nobody: what paper does not say is not made up. Answers the member of
 * each line, by its place in the request.
 */
export async function placePaperVisits(
  tx: ActTx,
  siteId: string,
  day: string,
  lines: readonly UnplannedLine[],
  facts: PlanningFacts,
): Promise<ReadonlyMap<number, string>> {
  const memberOf = new Map<string, string>();
  const placed: Parameters<typeof placeVisits>[2][number][] = [];
  const members = new Map<number, string>();
  for (const line of lines.toSorted((one, other) => one.enteredAt.getTime() - other.enteredAt.getTime())) {
    const key = `${nameKey(line.name ?? '', line.affiliation ?? '')}\n${line.host}`;
    let member = memberOf.get(key);
    if (member === undefined) {
      const visit = placedVisitOf(draftOf(line, facts), { days: [day], walkIn: true, press: null }, facts);
      placed.push({ visit, seq: tx.record(siteId, visitPlanned(visit)) });
      member = visit.members[0]?.memberId ?? '';
      memberOf.set(key, member);
    }
    members.set(line.index, member);
  }
  await placeVisits(tx, siteId, placed);
  return members;
}

function draftOf(line: UnplannedLine, { plan, settings }: PlanningFacts): Omit<VisitDraft, 'days'> {
  const { zone, enteredAt, name = '', affiliation = '', purpose = '', purposeWords, host = '' } = line;
  const startsAt = timeAt(enteredAt, plan.site.timeZone);
  const identity = {
    name,
    affiliation,
    nameKana: null,
    telephone: null,
    vehicle: null,
    ridesIn: null,
    help: null,
  };
  return {
    destinations: [{ hostId: host, place: null, zoneIds: [zone], escortIds: [], members: [] }],
    members: [{ identity, child: false, things: [] }],
    purpose,
    purposeWords: purposeWords ?? null,
    // Nobody is expected for a day and a night because they came after the hours of visitors.
    hours: { startsAt, endsAt: startsAt < settings.visitorsUntil ? settings.visitorsUntil : '00:00' },
    language: 'ja',
    perEscort: null,
    review: undefined,
  };
}
