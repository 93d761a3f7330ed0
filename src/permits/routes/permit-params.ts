import { Type } from 'typebox';
import { strict, Uuid } from '../../api/schemas.ts';

/** One permit of a site, in the path of a route. */
export const PermitParams = Type.Object({ site: Uuid, permit: Uuid }, strict);
