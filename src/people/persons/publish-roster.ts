import { createHash } from 'node:crypto';
import { analyzeTables } from '../../db/analyze-tables.ts';
import { insertMany, manyRows } from '../../db/insert-many.ts';
import { canonicalCardKey } from '../../kernel/canonical-card-key.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalJson } from '../../log/entry/canonical-json.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { withOneNumber } from '../registry/canonical-employee-number.ts';
import { type ContractRow, lockContract } from '../registry/contract-rows.ts';
import { personKeys } from '../registry/person-keys.ts';
import { cards, persons } from '../registry/tables.ts';
import { judgeRoster, type RosterLine } from './judge-roster.ts';
import { judgeRosterReferences } from './judge-roster-references.ts';
import { loadRosterReferences } from './load-roster-references.ts';

/**
 * Registers many persons with their cards in one act and one entry (count, digest). They are new to the record, so no
 * site has let them through yet and no site's head is taken.
 */
export async function publishRoster(
  deps: ActDeps,
  context: ActContext,
  typed: readonly RosterLine[],
): Promise<Result<{ readonly persons: number; readonly cards: number }, Refusal>> {
  const lines = typed.map(withOneNumber);
  const given = lines.flatMap(({ personId, card }) =>
    card === null ? [] : [{ personId, ...card, ...canonicalCardKey(card) }],
  );
  const digest = digestOf(lines);
  const written = lines.map(writtenOf);
  const personRows = manyRows(persons, lines.map(rowOf));
  const cardRows = manyRows(cards, given);
  const published = await performAct(deps, context, async (tx) => {
    const errors = judgeRoster(lines);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const contracts = await lockContracts(tx, lines);
    await tx.takeHeads([ministryLogId]);
    const references = { ...(await loadRosterReferences(tx.db, lines)), contracts };
    const faults = judgeRosterReferences(lines, references, tx.now);
    if (faults.length > 0) return refuse({ code: 'unprocessable', errors: faults });

    const fromSeq = tx.recordMinistry(
      {
        kind: 'roster-published',
        details: { persons: lines.length, cards: given.length, digest },
        personal: { recordClass: 'person', data: { lines: written } },
      },
      [],
    );
    await insertMany(tx.client, personRows, { fromSeq, state: 'active' });
    await insertMany(tx.client, cardRows, { fromSeq, state: 'active', activeFrom: tx.now });
    return ok({ persons: lines.length, cards: given.length });
  });
  if (published.ok) await analyzeTables(deps.pool, ['persons', 'cards']);
  return published;
}

function rowOf({ card: _, ...person }: RosterLine) {
  return { ...person, ...personKeys(person.name, person.nameKana) };
}

/** Over ids and values only; what is written of persons is under the entry's salted digest. */
function digestOf(lines: readonly RosterLine[]): string {
  const listed = lines.map(({ personId, kind, organisationId, contractId, card }) => {
    return { personId, kind, organisationId, contractId, card: card?.cardId ?? null };
  });
  return createHash('sha256').update(canonicalJson(listed)).digest('hex');
}

function writtenOf({ personId, name, nameKana, affiliation, employeeNumber, card }: RosterLine) {
  const key = card === null ? null : canonicalCardKey(card);
  return { personId, name, nameKana, affiliation, employeeNumber, card: key };
}

async function lockContracts(
  tx: ActTx,
  lines: readonly RosterLine[],
): Promise<ReadonlyMap<string, ContractRow>> {
  const ids = [...new Set(lines.flatMap(({ contractId }) => contractId ?? []))].sort();
  const found = new Map<string, ContractRow>();
  for (const id of ids) {
    const contract = await lockContract(tx, id, 'share');
    if (contract !== undefined) found.set(id, contract);
  }
  return found;
}
