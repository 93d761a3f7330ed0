import { type Static, Type } from 'typebox';
import { Instant, Recorded, strict } from '../../api/schemas.ts';
import { ConditionAnswer } from './condition-answer.ts';

/** What the desk saw of the conditions of a permit when it looked last: by a person, or by whatever else has the guards' token. */
export const ConditionsSeen = Type.Object(
  { by: Type.String(), at: Instant, answers: Type.Array(ConditionAnswer) },
  strict,
);

export type ConditionsSeen = Static<typeof ConditionsSeen>;

/** What the desk sends of what it saw. */
export const LookBody = Type.Object(
  { answers: Type.Array(ConditionAnswer, { minItems: 1, maxItems: 50 }) },
  { ...strict, title: 'ConditionsSeen' },
);

/** What it is answered. */
export const LookedAt = Type.Object(
  { ...Recorded.properties, met: Type.Boolean({ description: 'すべて満たされている' }) },
  { title: 'ConditionsLookedAt' },
);
