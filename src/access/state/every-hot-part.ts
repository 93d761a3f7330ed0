import type { Effect } from '../../log/entry/effects.ts';
import { alarmPart, alarmStepPart } from './alarm-part.ts';
import { conditionPart } from './condition-part.ts';
import { custodyBrokenPart, custodyOverPart, custodyPart } from './custody-part.ts';
import { doorPart } from './door-part.ts';
import { gatewayPart } from './gateway-part.ts';
import { groupPart } from './group-part.ts';
import type { EffectMoment, EffectOf, HotPart, StateDraft } from './hot-part.ts';
import type { HotRows } from './hot-rows.ts';
import { pastPresencePart, pendingOverPart, pendingPart, presencePart } from './presence-part.ts';
import { waitOverPart, waitPart } from './wait-part.ts';

/** What each type of effect does. A new type of effect does not compile until it stands here. */
export const everyHotPart: { readonly [Type in Effect['type']]: HotPart<EffectOf<Type>> } = {
  presence: presencePart,
  'past-presence': pastPresencePart,
  pending: pendingPart,
  'pending-over': pendingOverPart,
  wait: waitPart,
  'wait-over': waitOverPart,
  custody: custodyPart,
  'custody-broken': custodyBrokenPart,
  'custody-over': custodyOverPart,
  door: doorPart,
  gateway: gatewayPart,
  condition: conditionPart,
  group: groupPart,
  alarm: alarmPart,
  'alarm-step': alarmStepPart,
};

/** An effect with its type said apart, so that the part it is given to is known to be the one of that type. */
type Typed<Type extends Effect['type']> = EffectOf<Type> & { readonly type: Type };

/** Brings a draft to the state after one effect. */
export function applyEffect<Type extends Effect['type']>(
  draft: StateDraft,
  effect: Typed<Type>,
  moment: EffectMoment,
): void {
  everyHotPart[effect.type].apply(draft, effect, moment);
}

/** Notes the rows that are to be written for one effect. */
export function noteEffect<Type extends Effect['type']>(
  rows: HotRows,
  effect: Typed<Type>,
  moment: EffectMoment,
): void {
  everyHotPart[effect.type].save(rows, effect, moment);
}
