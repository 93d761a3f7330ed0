import { ministryLogId, newId } from '../../src/kernel/ids.ts';
import { ok } from '../../src/kernel/result.ts';
import { type ActDeps, type ActTx, performAct } from '../../src/log/writing/perform-act.ts';
import { endLoan, type Loan, lend } from '../../src/people/loans/loan-rows.ts';
import { cards } from '../../src/people/registry/tables.ts';
import { type Admission, admit } from '../../src/visitors/registry/admission-rows.ts';
import { members, visitorIdentities } from '../../src/visitors/registry/tables.ts';
import { fromTerminal } from './from-terminal.ts';

/** A visitor with a pass of the desk. */
export type Visitor = {
  readonly member: string;
  readonly visit: string;
  readonly card: string;
  readonly number: string;
};

export type NewVisitor = {
  readonly number: string;
  readonly zones: readonly string[];
  readonly name: string;
  readonly over: Partial<Admission>;
};

/**
 * Changes rows of a site as an act of its desk does: under its head, from the seq of the one entry it records on, which it
 * answers.
 */
export async function changeAtSite(
  deps: ActDeps,
  siteId: string,
  change: (tx: ActTx, seq: number) => Promise<void>,
): Promise<number> {
  const done = await performAct(deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([siteId]);
    await change(tx, tx.nextSeq(siteId));
    return ok(tx.record(siteId, { kind: 'card-assigned' }));
  });
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return done.value;
}

/** Registers cards of a site's desk, lent to nobody; answers their ids. */
export async function poolCards(
  deps: ActDeps,
  poolSiteId: string,
  numbers: readonly string[],
  facility = '1',
): Promise<readonly string[]> {
  const rows = numbers.map((number) => ({ cardId: newId<'card'>() as string, number }));
  const done = await performAct(deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([ministryLogId]);
    const fromSeq = tx.nextSeq(ministryLogId);
    const of = { fromSeq, format: 'wiegand-26', facility, poolSiteId, state: 'active' as const };
    await tx.db.insert(cards).values(rows.map((row) => ({ ...row, ...of, activeFrom: new Date(0) })));
    tx.recordMinistry({ kind: 'card-registered' }, []);
    return ok(undefined);
  });
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return rows.map(({ cardId }) => cardId);
}

export async function aPoolCard(
  deps: ActDeps,
  site: string,
  number: string,
  facility = '1',
): Promise<string> {
  const [card = ''] = await poolCards(deps, site, [number], facility);
  return card;
}

/** Lends a card of the desk to this holder, a member of a visit where nothing else is said. */
export function lendCard(
  deps: ActDeps,
  siteId: string,
  cardId: string,
  holderId: string,
  basis: Loan['basis'] = 'visit',
): Promise<number> {
  return changeAtSite(deps, siteId, (tx, seq) =>
    lend(tx, siteId, { cardId, holderId, basis, dueAt: new Date('2099-01-01') }, seq),
  );
}

export function takeCardBack(deps: ActDeps, siteId: string, cardId: string): Promise<number> {
  return changeAtSite(deps, siteId, (tx, seq) => endLoan(tx, siteId, cardId, seq));
}

/** What the door reads of a visitor who was checked in, reviewed and identified for these zones. */
export function anAdmission(
  { member, visit }: Pick<Visitor, 'member' | 'visit'>,
  zoneIds: readonly string[],
  over: Partial<Admission> = {},
): Admission {
  return {
    memberId: member,
    visitId: visit,
    day: '2026-04-06',
    endsAt: new Date('2099-01-01'),
    endsBy: 'hours',
    open: true,
    zoneIds: [...zoneIds],
    identityZoneIds: [...zoneIds],
    reviewedZoneIds: [...zoneIds],
    escortIds: [],
    escortOrganisationIds: [],
    perEscort: null,
    ...over,
  };
}

/** Writes what the door reads of a visitor from now on. */
export function admitVisitor(
  deps: ActDeps,
  siteId: string,
  visitor: Pick<Visitor, 'member' | 'visit'>,
  zoneIds: readonly string[],
  over: Partial<Admission> = {},
): Promise<number> {
  return changeAtSite(deps, siteId, (tx, seq) =>
    admit(tx, siteId, [anAdmission(visitor, zoneIds, over)], seq),
  );
}

/** A visitor by name who is checked in for these zones and wears a pass of the desk; nobody knows yet where they are. */
export async function aVisitor(
  deps: ActDeps,
  siteId: string,
  {
    number,
    zones,
    name = '来訪 太郎',
    over = {},
  }: Pick<NewVisitor, 'number' | 'zones'> & Partial<NewVisitor>,
): Promise<Visitor> {
  const member = newId<'person'>() as string;
  const visit = newId<'visit'>() as string;
  const card = await aPoolCard(deps, siteId, number);
  await changeAtSite(deps, siteId, async (tx, seq) => {
    await tx.db
      .insert(members)
      .values({ siteId, memberId: member, visitId: visit, fromSeq: seq, listed: true, things: [] });
    await tx.db
      .insert(visitorIdentities)
      .values({ siteId, memberId: member, visitId: visit, lastDay: '2026-04-06', name, affiliation: '甲社' });
    await admit(tx, siteId, [anAdmission({ member, visit }, zones, over)], seq);
    await lend(
      tx,
      siteId,
      { cardId: card, holderId: member, basis: 'visit', dueAt: new Date('2099-01-01') },
      seq,
    );
  });
  return { member, visit, card, number };
}
