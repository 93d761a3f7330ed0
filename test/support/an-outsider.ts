import { ministryLogId, newId } from '../../src/kernel/ids.ts';
import { ok } from '../../src/kernel/result.ts';
import { type ActDeps, performAct } from '../../src/log/writing/perform-act.ts';
import { standingPermissions } from '../../src/people/permissions/tables.ts';
import { cards, persons } from '../../src/people/registry/tables.ts';
import type { OfficePerson } from './an-office.ts';
import { fromTerminal } from './from-terminal.ts';

type Named = {
  readonly number: string;
  /** The person who answers for them. */
  readonly host: string;
  readonly zones: readonly string[];
  /** A 事前貸与者 under this contract; absent = an official of another ministry. */
  readonly contract?: string;
};

/** An outsider with a card and a permission for these zones; who may escort them follows from their host. */
export async function anOutsider(
  deps: ActDeps,
  siteId: string,
  { number, host, zones, contract }: Named,
): Promise<OfficePerson> {
  const id: string = newId<'person'>();
  const cardId: string = newId<'card'>();
  const done = await performAct(deps, fromTerminal(), async (tx) => {
    await tx.takeHeads([ministryLogId, siteId]);
    const fromSeq = tx.recordMinistry({ kind: 'plan-changed' }, [siteId]);
    await tx.db.insert(persons).values({
      personId: id,
      fromSeq,
      kind: contract === undefined ? 'other-ministry' : 'card-lent',
      state: 'active',
      name: `外部${number}`,
      contractId: contract ?? null,
    });
    await tx.db.insert(cards).values({
      cardId,
      fromSeq,
      format: 'wiegand-26',
      facility: '1',
      number,
      personId: id,
      state: 'active',
      activeFrom: new Date(0),
    });
    const at = new Date(0).toISOString();
    await tx.db.insert(standingPermissions).values({
      siteId,
      permissionId: newId<'permission'>(),
      fromSeq: tx.nextSeq(siteId) - 1,
      personId: id,
      zoneIds: [...zones],
      scheduleId: 'day',
      state: 'approved',
      validFrom: new Date(0),
      validUntil: new Date('2099-01-01'),
      duringLockdown: false,
      applicantId: host,
      purpose: '共同作業',
      approvals: [],
      outsider: {
        host,
        identity: { by: host, how: '身分証', at },
        review: { by: host, at, content: '共同作業の相手として審査' },
        contract: null,
      },
    });
    return ok(undefined);
  });
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return { id, cardId, number };
}
