import { type Static, Type } from 'typebox';
import { Code, strict } from '../../api/schemas.ts';

/** A condition by the code that determinations name, and whether it is met. */
export const ConditionAnswer = Type.Object({ condition: Code, met: Type.Boolean() }, strict);

export type ConditionAnswer = Static<typeof ConditionAnswer>;
