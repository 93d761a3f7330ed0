import type { FieldError } from '../../kernel/problem.ts';
import {
  type PermitState,
  permitStateNames,
  permitStatesInForce,
} from '../../permits/lifecycle/permit-lifecycle.ts';
import type { Installed } from '../installing/judge-installing.ts';
import type { EquipmentDraft } from './equipment-draft.ts';
import { equipmentKinds } from './equipment-kinds.ts';

/** A permit to install something, as it is held. */
export type HeldInstallation = {
  readonly state: PermitState;
  readonly zoneIds: readonly string[];
  readonly validFrom: Date;
  /** Exclusive */
  readonly validUntil: Date;
  readonly installed: Installed;
  /** Why it does not cover what the rules ask by now, in words. */
  readonly uncovered: readonly string[];
};

const inForce: readonly PermitState[] = permitStatesInForce;

/** Why a thing may not refer to the permit it is said to be installed under: every fault at once. Pure. */
export function judgeInstalledUnder(
  { kind, zoneId }: Pick<EquipmentDraft, 'kind' | 'zoneId'>,
  permit: HeldInstallation | undefined,
  now: Date,
): readonly FieldError[] {
  if (permit === undefined) return [under('この番号の設置の許可・届出はありません')];
  const { state, validFrom, validUntil } = permit;
  return [
    ...(inForce.includes(state)
      ? []
      : [under(`この設置の許可・届出は「${permitStateNames[state]}」で、効いていません`)]),
    ...(validFrom <= now && now < validUntil
      ? []
      : [under('今日はこの設置の許可・届出の期間ではありません')]),
    ...whyOfAnother({ kind, zoneId }, permit).map((why) => under(`${why}です`)),
    ...permit.uncovered.map((why) => under(`許可・届出の後に規則が変わりました（${why}）`)),
  ];
}

/** Why a permit was given for something else than a thing that stands under it: for another zone, or another sort of thing. */
export function whyOfAnother(
  { kind, zoneId }: Pick<EquipmentDraft, 'kind' | 'zoneId'>,
  { zoneIds, installed }: { readonly zoneIds: readonly string[]; readonly installed: Installed | undefined },
): readonly string[] {
  return [
    ...(zoneIds.includes(zoneId) ? [] : ['ほかの区域への設置の許可・届出']),
    ...(installed === kind ? [] : [`${equipmentKinds[kind].words}でないものの設置の許可・届出`]),
  ];
}

function under(message: string): FieldError {
  return { at: '/permit', message };
}
