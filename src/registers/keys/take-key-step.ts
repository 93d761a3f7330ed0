import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { keepsRegister, notTheirRegister } from '../../zones/registers/keeps-register.ts';
import { holdKey } from './hold-key.ts';
import { type KeyState, type KeyStep, keyStateAfter } from './key-lifecycle.ts';
import { saveKey } from './key-rows.ts';
import { keyStepNotOpen } from './lend-key.ts';

/** A step that decides on nobody. */
export type PlainKeyStep = Exclude<KeyStep, 'lend' | 'transfer'>;

const entryKinds = {
  return: 'key-returned',
  open: 'key-opened',
  seal: 'key-sealed',
  lose: 'key-lost',
  find: 'key-found',
  end: 'key-ended',
} as const satisfies Record<PlainKeyStep, string>;

/** What the guard has to see to: a sealed key that was opened, and one that is lost. */
const alarmOf: Partial<Record<PlainKeyStep, Effect>> = {
  open: { type: 'alarm', kind: 'emergency-key-opened', active: true },
  lose: { type: 'alarm', kind: 'key-lost', active: true },
};

/** Takes a key back, opens a sealed one or seals it again, or records that it is lost, found again, or there no more. */
export function takeKeyStep(
  deps: ActDeps,
  context: ActContext,
  { siteId, keyId }: { readonly siteId: string; readonly keyId: string },
  step: PlainKeyStep,
  reason: string,
): Promise<Result<{ readonly state: KeyState }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const held = await holdKey(tx, context, siteId, keyId);
    if (!held.ok) return held;
    const key = held.value;
    if (step === 'end' && !keepsRegister(context.principal, siteId, key.zoneId)) return refuse(notTheirKeys);
    const state = keyStateAfter(key.state, step, key.sort);
    if (state === undefined) return refuse(keyStepNotOpen(key.state));
    await tx.takeHeads([siteId]);
    const alarm = alarmOf[step];
    const holder = key.holderId;
    const seq = tx.record(siteId, {
      kind: entryKinds[step],
      subject: { to: key.zoneId, ...(holder === null ? {} : { person: holder }) },
      details: { key: keyId, code: key.code },
      ...(alarm === undefined ? {} : { effects: [alarm] }),
      personal: { recordClass: 'act', data: { reason } },
    });
    const left = { holderId: step === 'lose' ? holder : null, dueAt: null };
    await saveKey(tx, key, { state, ...left, changedBy: context.principal.actor.id, reason }, seq);
    return ok({ state });
  });
}

const notTheirKeys = notTheirRegister('区域の鍵');
