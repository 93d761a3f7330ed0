import { type Static, Type } from 'typebox';
import { Code, Nullable, strict, Uuid } from '../../api/schemas.ts';
import {
  commonFields,
  destinationFields,
  memberFields,
  PerEscort,
  whenFields,
} from '../planning/draft-schemas.ts';

/** Who is bound for a destination of a visit that stands already. */
const boundFields = {
  members: Type.Optional(
    Type.Array(Uuid, {
      maxItems: 500,
      uniqueItems: true,
      description: 'この訪問先に来る人。だれもいなければ全員',
    }),
  ),
  addedMembers: Type.Optional(
    Type.Array(Type.Integer({ minimum: 0 }), {
      maxItems: 500,
      uniqueItems: true,
      description: '同じく、addMembers の位置（0 から）',
    }),
  ),
};

export const ChangeBody = Type.Object(
  {
    purpose: Type.Optional(Code),
    ...whenFields,
    language: commonFields.language,
    perEscort: Type.Optional(Nullable(PerEscort)),
    addMembers: Type.Optional(
      Type.Array(
        Type.Object(
          {
            ...memberFields,
            /** In whose place this one comes; that one is taken off the list. */
            substitutes: Type.Optional(Uuid),
          },
          { ...strict, title: 'VisitorAdded' },
        ),
        { minItems: 1, maxItems: 500 },
      ),
    ),
    removeMembers: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 500, uniqueItems: true })),
    changeDestinations: Type.Optional(
      Type.Array(
        Type.Object(
          { id: Uuid, ...Type.Partial(Type.Object(destinationFields)).properties, ...boundFields },
          { ...strict, title: 'DestinationChange' },
        ),
        { minItems: 1, maxItems: 20 },
      ),
    ),
    addDestinations: Type.Optional(
      Type.Array(
        Type.Object({ ...destinationFields, ...boundFields }, { ...strict, title: 'DestinationAdded' }),
        { minItems: 1, maxItems: 20 },
      ),
    ),
    removeDestinations: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 20, uniqueItems: true })),
  },
  { ...strict, minProperties: 1, title: 'VisitChange' },
);

export type ChangeBody = Static<typeof ChangeBody>;
