import { Type } from 'typebox';
import { Uuid } from '../../api/schemas.ts';

/** The ids of the persons who do a work: members of visits, or staff. 1 to 200, each once. */
export const Workers = Type.Array(Uuid, { minItems: 1, maxItems: 200, uniqueItems: true });
