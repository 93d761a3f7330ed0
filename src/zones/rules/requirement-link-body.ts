import { Type } from 'typebox';
import { Choice } from '../../api/schemas.ts';
import { DeterminationClause } from '../regulation/determination-clause.ts';

/** One step on the way to what a row asks, as the API tells it. */
export const RequirementLinkBody = Type.Object(
  {
    layer: Choice(['regulation', 'determination', 'control', 'permit']),
    value: Type.String(),
    source: Type.String(),
    words: Type.Optional(Type.String()),
    matched: Type.Optional(
      Type.Object(
        { position: Type.Integer({ minimum: 1 }), ...DeterminationClause.properties },
        { description: '判断の場合分けのうち、答えとなったもの' },
      ),
    ),
  },
  { title: 'RequirementLink' },
);
