import { newId } from '../src/kernel/ids.ts';
import type { ActDeps } from '../src/log/writing/perform-act.ts';
import { lend } from '../src/people/loans/loan-rows.ts';
import { admit } from '../src/visitors/registry/admission-rows.ts';
import { members } from '../src/visitors/registry/tables.ts';
import { anAdmission, changeAtSite, poolCards } from '../test/support/a-visitor.ts';

/** Beyond the cards of the staff of any office here. */
const firstPass = 20_000;

/**
 * Has so many visitors in this zone of a site, each with a pass of the desk and an admission for these zones, which names one of the
 * escorts where there are any. Answers the numbers of their passes.
 */
export async function visitorsInside(
  deps: ActDeps,
  siteId: string,
  {
    count,
    zone,
    zones,
    escorts = [],
  }: {
    readonly count: number;
    readonly zone: string;
    readonly zones: readonly string[];
    readonly escorts?: readonly string[];
  },
): Promise<readonly string[]> {
  const numbers = Array.from({ length: count }, (_, index) => String(firstPass + index));
  const visitors = (await poolCards(deps, siteId, numbers)).map((card) => ({
    card,
    member: newId<'person'>() as string,
    visit: newId<'visit'>() as string,
  }));
  await changeAtSite(deps, siteId, async (tx, seq) => {
    for (const { card, member, visit } of visitors) {
      await tx.db
        .insert(members)
        .values({ siteId, memberId: member, visitId: visit, fromSeq: seq, listed: true, things: [] });
      await lend(
        tx,
        siteId,
        { cardId: card, holderId: member, basis: 'visit', dueAt: new Date('2099-01-01') },
        seq,
      );
    }
    await admit(
      tx,
      siteId,
      visitors.map((visitor, index) =>
        anAdmission(visitor, zones, { escortIds: escorts.slice(index, index + 1) }),
      ),
      seq,
    );
  });
  await deps.pool.query(
    `insert into presence (site_id, person_id, zone_id, certainty, since, since_seq)
      select site_id, member_id, $2, 'assumed', now(), from_seq from members where site_id = $1`,
    [siteId, zone],
  );
  return numbers;
}
