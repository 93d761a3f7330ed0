import { dayMs } from '../../kernel/day-ms.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { RecordedDecision } from '../../log/entry/entry.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { holdKey } from './hold-key.ts';
import { type KeyState, keyStateAfter, keyStateNames } from './key-lifecycle.ts';
import { saveKey } from './key-rows.ts';

/** Whether somebody would be let into a zone, and every reason against it in words. */
type EntryWeighed = {
  readonly decision: RecordedDecision;
  readonly reasons: readonly ReasonTold[];
};

export type ReasonTold = {
  readonly code: string;
  readonly says: string;
  readonly clause?: string;
  readonly row?: string;
};

export type KeyDeps = ActDeps & {
  /** Prepares to weigh what a door would weigh of somebody who goes into a zone; undefined where none leads there. */
  readonly prepareWeighing: (
    siteId: string,
    zone: string,
  ) => Promise<((tx: ActTx, person: string) => Promise<EntryWeighed>) | undefined>;
};

export type KeyLoan = {
  readonly person: string;
  /** By when it is to be back. */
  readonly until: Date;
  readonly purpose: string;
};

/** A loan as it was decided. */
export type DecidedLoan = {
  readonly verdict: string;
  readonly reasons: readonly ReasonTold[];
  readonly state: KeyState;
};

const entryKinds = { lend: 'key-lent', transfer: 'key-transferred' } as const;

/**
 * Decides whether somebody is lent a key, or takes it over from whoever has it (引継ぎ), as the door of its zone would decide on them, and
 * records it either way with every reason (I4): a key opens without being asked.
 */
export function lendKey(
  deps: KeyDeps,
  context: ActContext,
  { siteId, keyId }: { readonly siteId: string; readonly keyId: string },
  step: 'lend' | 'transfer',
  { person, until, purpose }: KeyLoan,
): Promise<Result<DecidedLoan, Refusal>> {
  return performAct<DecidedLoan>(deps, context, async (tx) => {
    const held = await holdKey(tx, context, siteId, keyId, person);
    if (!held.ok) return held;
    const key = held.value;
    const state = keyStateAfter(key.state, step, key.sort);
    if (state === undefined) return refuse(keyStepNotOpen(key.state));
    const wrong = judgeDue(until, tx.now);
    if (wrong !== undefined) return refuse({ code: 'unprocessable', errors: [wrong] });
    await tx.relyOnRules(siteId);
    const weigh = await deps.prepareWeighing(siteId, key.zoneId);
    if (weigh === undefined) return refuse(noWay);
    await tx.takeHeads([siteId]);
    const { decision, reasons } = await weigh(tx, person);
    const isLent = decision.verdict === 'grant';
    const seq = tx.record(siteId, {
      kind: isLent ? entryKinds[step] : 'key-refused',
      subject: { person, to: key.zoneId, ...(key.holderId === null ? {} : { with: [key.holderId] }) },
      decision,
      details: { key: keyId, code: key.code, due: until.toISOString() },
      personal: { recordClass: 'act', data: { purpose } },
    });
    if (!isLent) return ok({ verdict: decision.verdict, reasons, state: key.state });
    const had = { holderId: person, dueAt: until, changedBy: context.principal.actor.id };
    await saveKey(tx, key, { state, ...had, reason: purpose }, seq);
    return ok({ verdict: decision.verdict, reasons, state });
  });
}

export function keyStepNotOpen(state: KeyState): Refusal {
  return { code: 'conflict', detail: `「${keyStateNames[state]}」のため、この操作はできません。` };
}

/** No longer than from one 権限の棚卸し to the next (ADR 0081): whoever has it is then asked for it. */
const longestLoanDays = 92;

function judgeDue(until: Date, now: Date): FieldError | undefined {
  if (until <= now) return { at: '/until', message: '現在より後を指定してください' };
  if (until.getTime() - now.getTime() <= longestLoanDays * dayMs) return undefined;
  const message = `鍵は${longestLoanDays}日までしか貸せません。続けて要るなら、期限までに引継ぎで判定し直してください`;
  return { at: '/until', message };
}

const noWay: Refusal = {
  code: 'conflict',
  detail: 'この区域に入る扉が図面にないため、貸してよいかを判定できません。',
};
