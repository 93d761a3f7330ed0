import { type Proposed, propose } from '../../dual-control/propose.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { withOneNumber } from '../../people/registry/canonical-employee-number.ts';
import { judgePersonDraft } from '../../people/registry/person-draft.ts';
import { findOrganisations } from '../../zones/sites/find-organisations.ts';
import { findTwice, type RosterLine } from './compare-roster.ts';
import { effectiveAt } from './effective-at.ts';
import { type RosterTransfer, summaryOf, type TransferSummary, weighTransfer } from './weigh-transfer.ts';

/** What the roster would change, and the proposal that waits for who reviews it. */
export type TransferProposed = { readonly proposal: Proposed; readonly changes: TransferSummary };

/** Puts a roster (人事異動) before a second officer, with everything that it would change: nothing does until they have reviewed it (2.2.1.3(2)(d), METI 24(7)). */
export function proposeTransfer(
  deps: ActDeps,
  context: ActContext,
  typed: RosterTransfer,
): Promise<Result<TransferProposed, Refusal>> {
  const { principal } = context;
  const transfer = { ...typed, persons: typed.persons.map(withOneNumber) };
  return performAct<TransferProposed>(deps, context, async (tx) => {
    const units = [...new Set(transfer.persons.map(({ organisationId }) => organisationId))];
    const known = await findOrganisations(tx.db, units);
    const errors = [...findTwice(transfer.persons), ...transfer.persons.flatMap(faultsAgainst(known))];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const changes = summaryOf(transfer, await weighTransfer(tx.db, transfer));
    if (changes.joins + changes.changes + changes.leaves === 0) return refuse(nothing);
    const proposed = await propose(tx, principal, {
      siteId: ministryLogId,
      kind: 'roster-transfer',
      draft: transfer,
      weighed: changes,
      opensAt: effectiveAt(transfer),
    });
    return proposed.ok ? ok({ proposal: proposed.value, changes }) : proposed;
  });
}

const asStaff = { kind: 'staff', affiliation: null, contractId: null } as const;

function faultsAgainst(organisations: ReadonlySet<string>) {
  return (line: RosterLine, index: number): readonly FieldError[] => {
    const at = `/persons/${index}`;
    const own = judgePersonDraft({ ...line, ...asStaff }).map((fault) => ({
      ...fault,
      at: `${at}${fault.at}`,
    }));
    const message = 'この組織は登録されていません';
    return organisations.has(line.organisationId) ? own : [...own, { at: `${at}/organisationId`, message }];
  };
}

const nothing: Refusal = { code: 'conflict', detail: 'この名簿で変わることはありません。' };
