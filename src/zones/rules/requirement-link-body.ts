import { Type } from 'typebox';
import { Choice } from '../../api/schemas.ts';
import { type DecidingRole, decidingRoles } from '../regulation/deciding-roles.ts';
import { DeterminationClause } from '../regulation/determination-clause.ts';

/** One step on the way to what a row asks, as the API tells it. */
export const RequirementLinkBody = Type.Object(
  {
    layer: Choice(['regulation', 'register', 'determination', 'control', 'permit']),
    value: Type.String(),
    source: Type.String(),
    words: Type.Optional(Type.String()),
    deciders: Type.Optional(
      Type.Unsafe<readonly (readonly DecidingRole[])[]>(
        Type.Array(Type.Array(Choice(decidingRoles)), {
          description: '条項が決める人を名指すとき、各組から1人',
        }),
      ),
    ),
    permissionWaivable: Type.Optional(
      Type.Literal(true, { description: '許可する人が、許可を要しないとすることができる' }),
    ),
    matched: Type.Optional(
      Type.Object(
        { position: Type.Integer({ minimum: 1 }), ...DeterminationClause.properties },
        { description: '判断の場合分けのうち、答えとなったもの' },
      ),
    ),
  },
  { title: 'RequirementLink' },
);
