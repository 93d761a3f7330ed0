import { createHash } from 'node:crypto';
import { newId } from '../../kernel/ids.ts';
import { faultAt } from '../../kernel/parse-table.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { canonicalJson } from '../../log/entry/canonical-json.ts';
import { type ActContext, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { findKeptZone } from '../../zones/registers/find-kept-zone.ts';
import { findSystemByNumber } from '../systems/system-rows.ts';
import type { EquipmentDeps } from './equipment-deps.ts';
import type { EquipmentDraft } from './equipment-draft.ts';
import { addEquipment, findNumbersBorne } from './equipment-rows.ts';
import { findEquipmentFaults } from './find-equipment-faults.ts';
import { notTheirEquipment } from './hold-equipment.ts';
import type { EquipmentLine, ParsedEquipmentLine } from './parse-equipment-list.ts';

/** What became of a list: how many things it has, which were registered, and what is wrong with which line. */
export type ImportedEquipment = {
  readonly lines: number;
  readonly registered: readonly string[];
  readonly faults: readonly FieldError[];
};

/**
 * Registers every thing of a list in one act with one entry, or none of them where one line is wrong. A dry run says what is wrong, and
 * registers nothing.
 */
export function importEquipment(
  deps: EquipmentDeps,
  context: ActContext,
  siteId: string,
  parsed: readonly ParsedEquipmentLine[],
  dryRun: boolean,
): Promise<Result<ImportedEquipment, Refusal>> {
  return performAct<ImportedEquipment>(deps, context, async (tx) => {
    const drafts: EquipmentDraft[] = [];
    const faults: FieldError[] = [];
    for (const line of parsed) {
      const found = line.ok ? await findLine(deps, tx, context, siteId, line.value) : line;
      if (found.ok) drafts.push(found.value);
      else faults.push(...found.refusal);
    }
    await tx.takeHeads([siteId]);
    faults.push(...judgeNumbers(parsed, await findNumbersBorne(tx.db, siteId, numbersIn(parsed))));
    const lines = parsed.length;
    if (dryRun) return ok({ lines, registered: [], faults });
    if (faults.length > 0) return refuse({ code: 'unprocessable', errors: faults });
    const things = drafts.map((draft) => ({ ...draft, equipmentId: newId<'equipment'>() }));
    const fromSeq = tx.record(siteId, {
      kind: 'equipment-imported',
      subject: { through: [...new Set(things.map(({ zoneId }) => zoneId))].toSorted() },
      details: { count: lines, digest: digestOf(things) },
    });
    await addEquipment(
      tx,
      things.map((thing) => ({
        ...{ ...thing, siteId, fromSeq, untilSeq: null },
        ...{ state: 'in-place', changedAt: tx.now, reason: null },
      })),
    );
    return ok({ lines, registered: things.map(({ equipmentId }) => equipmentId), faults });
  });
}

/** A thing of a list with what was looked up for it, or every fault of its line. */
async function findLine(
  deps: EquipmentDeps,
  tx: ActTx,
  context: ActContext,
  siteId: string,
  { line, system, draft }: EquipmentLine,
): Promise<Result<EquipmentDraft, readonly FieldError[]>> {
  const kept = await findKeptZone(tx, context, siteId, draft.zoneId, notTheirEquipment);
  if (!kept.ok) return refuse([faultAt(line, notTheirEquipment.detail)]);
  const registered = system === undefined ? undefined : await findSystemByNumber(tx.db, system);
  if (system !== undefined && registered === undefined) {
    return refuse([faultAt(line, `番号 ${system} の情報システムは登録されていません`)]);
  }
  const whole = { ...draft, systemId: registered?.systemId ?? null };
  const faults = await findEquipmentFaults(deps, tx, context, siteId, whole, kept.value);
  return faults.length === 0 ? ok(whole) : refuse(faults.map(({ message }) => faultAt(line, message)));
}

function numbersIn(parsed: readonly ParsedEquipmentLine[]): readonly string[] {
  return parsed.flatMap((line) => (line.ok ? [line.value.draft.number] : []));
}

/** A number stands in a list once, and nothing else of the site bears it. */
function judgeNumbers(
  parsed: readonly ParsedEquipmentLine[],
  borne: ReadonlySet<string>,
): readonly FieldError[] {
  const seen = new Set<string>();
  return parsed.flatMap((one) => {
    if (!one.ok) return [];
    const { line, draft } = one.value;
    const isTwice = seen.has(draft.number);
    seen.add(draft.number);
    if (isTwice) return [faultAt(line, `管理番号 ${draft.number} が一覧に二度あります`)];
    return borne.has(draft.number)
      ? [faultAt(line, `管理番号 ${draft.number} はほかの機器のものです（廃棄したものも含む）`)]
      : [];
  });
}

/** By which a list that is kept elsewhere is known to be the one that was registered. */
function digestOf(things: readonly object[]): string {
  return createHash('sha256').update(canonicalJson(things)).digest('hex');
}
