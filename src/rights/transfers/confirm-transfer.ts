import { isDeepStrictEqual } from 'node:util';
import { insertMany, manyRows } from '../../db/insert-many.ts';
import { beginConfirmation, type ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { draftOf } from '../../dual-control/draft-of.ts';
import { closeProposal } from '../../dual-control/proposal-rows.ts';
import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { lockHeldRole, saveRoleEnd } from '../../operators/roles/end-held-role.ts';
import type { StopDeps } from '../../people/persons/take-person-step.ts';
import { personKeys } from '../../people/registry/person-keys.ts';
import { lockPersonsToChange, savePerson } from '../../people/registry/person-rows.ts';
import { persons } from '../../people/registry/tables.ts';
import { beginRightsAct } from '../../people/rights/begin-rights-act.ts';
import type { ReviewScope } from '../../people/rights/permission-under-review.ts';
import { closeAccount } from '../../sign-in/accounts/close-account.ts';
import { lockStanding } from '../../sign-in/accounts/lock-standing.ts';
import type { RosterLine, StaffChange } from './compare-roster.ts';
import { effectiveAt } from './effective-at.ts';
import {
  parseProposedTransfer,
  parseTransferSummary,
  summaryOf,
  type TransferSummary,
  weighTransfer,
} from './weigh-transfer.ts';

export type TransferDeps = StopDeps & ConfirmationDeps;

/**
 * Carries a roster out as the act of a second officer, whole or not at all: who is new is registered, who moved or has another name is changed and
 * their permissions come under review, who is not on it has left, and roles and login ids end. Refused where it would change something else than was shown.
 */
export function confirmTransfer(
  deps: TransferDeps,
  context: ActContext,
  proposalId: string,
): Promise<Result<TransferSummary, Refusal>> {
  const { principal } = context;
  const key = { siteId: ministryLogId, kind: 'roster-transfer', proposalId } as const;
  return performAct<TransferSummary>(deps, context, async (tx) => {
    const { db, now } = tx;
    const begun = await beginConfirmation(deps, tx, { principal, key });
    if (!begun.ok) return begun;
    const transfer = draftOf(begun.value, parseProposedTransfer);
    if (now < effectiveAt(transfer)) return refuse(tooSoon);
    const { difference, rolesEnd, loginIdsEnd } = await weighTransfer(db, transfer);
    const { joins, changes, leaves } = difference;
    const leaving = leaves.map(({ personId }) => personId);
    const concerned = [...changes.map(({ before }) => before.personId), ...leaving].toSorted();
    if (concerned.includes(principal.actor.id)) return refuse(ofOneself);
    const rows = await lockPersonsToChange(tx, concerned);
    const withdrawal = await deps.prepareWithdrawal(tx, leaving);
    const roles = [];
    for (const { id } of rolesEnd) roles.push(await lockHeldRole(db, id));
    const accounts = [];
    for (const loginId of loginIdsEnd) accounts.push(await lockStanding(db, loginId));
    // Asked again under the locks: what was shown is what is done.
    const summary = summaryOf(transfer, await weighTransfer(db, transfer));
    if (!isDeepStrictEqual(summary, parseTransferSummary(begun.value))) return refuse(weighedAnew);
    const joining = manyRows(persons, joins.map(rowOfJoining));
    const alsoAt = rolesEnd.flatMap(({ siteId }) => siteId ?? []);
    const act = await beginRightsAct(tx, concerned, reviewsOf(changes, leaving), { alsoAt, withdrawal });
    await closeProposal(tx, begun.value, 'confirmed', principal.actor.id);
    const { reason } = transfer;
    const { proposedBy: proposer } = begun.value;
    const written = [...joins, ...changes.map(({ after }) => after)];
    const seq = await act.record(
      {
        kind: 'roster-transferred',
        subject: { proposer, ...(concerned.length > 0 && { with: concerned }) },
        details: { ...summary },
        personal: { recordClass: 'person', data: { reason, lines: written.map(lineWritten) } },
      },
      leaving,
    );
    for (const { before, after } of changes) await saveOf(tx, rows, before.personId, changed(after), seq);
    const left = { state: 'left', stateReason: reason } as const;
    for (const personId of leaving) await saveOf(tx, rows, personId, left, seq);
    await insertMany(tx.client, joining, { fromSeq: seq, state: 'active' });
    for (const role of roles) if (role !== undefined) await saveRoleEnd(tx, role, reason);
    for (const account of accounts) if (account.ok) await closeAccount(tx, account.value, reason);
    return ok(summary);
  });
}

type Rows = Awaited<ReturnType<typeof lockPersonsToChange>>;

async function saveOf(
  tx: ActTx,
  rows: Rows,
  personId: string,
  change: Parameters<typeof savePerson>[2],
  seq: number,
): Promise<void> {
  const row = rows.get(personId);
  if (row === undefined) throw new Error(`the row of ${personId} is not held`);
  await savePerson(tx, row, change, seq);
}

function changed({ name, nameKana, organisationId }: RosterLine) {
  return { name, nameKana, organisationId, ...personKeys(name, nameKana) };
}

function rowOfJoining(line: RosterLine) {
  return {
    ...line,
    ...personKeys(line.name, line.nameKana),
    personId: newId<'person'>(),
    kind: 'staff',
  } as const;
}

function lineWritten({ employeeNumber, name, nameKana, organisationId }: RosterLine) {
  return { employeeNumber, name, nameKana, organisationId };
}

/** As the act of one person asks it: who moves begins anew, who has another name is looked at again, whoever's host left or moved, too. */
function reviewsOf(changes: readonly StaffChange[], leaving: readonly string[]) {
  const scopes = new Map<string, ReviewScope>(leaving.map((personId) => [personId, { hosted: 'flag' }]));
  for (const { before, isMoved, isRenamed } of changes) {
    const own = isMoved ? 'reopen' : isRenamed ? 'flag' : undefined;
    scopes.set(before.personId, { own, hosted: isMoved ? 'flag' : undefined });
  }
  return (personId: string) => scopes.get(personId) ?? {};
}

const tooSoon: Refusal = {
  code: 'conflict',
  detail: '発令日になっていません。発令日の0時から、確認して反映できます。',
};
const ofOneself: Refusal = {
  code: 'self-approval',
  detail: '自分の異動や変更を含む名簿は確認できません。ほかの権限者が確認してください。',
};
const weighedAnew: Refusal = {
  code: 'version-mismatch',
  detail:
    '提案した後に、名簿の人の登録、役割又は識別コードが変わりました。差分を見直して、あらためて提案してください。',
};
