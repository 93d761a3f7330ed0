import { Type } from 'typebox';
import { Nullable, strict, Uuid } from '../../api/schemas.ts';
import { employeeNumberPattern } from '../../people/registry/canonical-employee-number.ts';
import type { RoleConcerned } from './role-concerned.ts';
import type { WeighedTransfer } from './weigh-transfer.ts';

const PersonName = Type.String({ minLength: 1, maxLength: 200 });

/** One of the roster, as it is sent. */
export const Line = Type.Object(
  {
    employeeNumber: Type.String({ pattern: employeeNumberPattern }),
    name: PersonName,
    nameKana: Type.Optional(Nullable(PersonName)),
    organisationId: Uuid,
  },
  { ...strict, title: 'RosterLine' },
);

const Role = Type.Object(
  { id: Uuid, holder: Uuid, role: Type.String(), siteId: Nullable(Uuid), scope: Nullable(Type.String()) },
  { title: 'RoleConcerned' },
);
const Known = { person: Uuid, employeeNumber: Type.String(), name: Type.String() };

/** Everything that a roster would change, one by one. */
export const DifferenceBody = Type.Object(
  {
    joins: Type.Array(
      Type.Object(
        { employeeNumber: Type.String(), name: Type.String(), organisationId: Uuid },
        { title: 'RosterJoin' },
      ),
    ),
    changes: Type.Array(
      Type.Object(
        {
          ...Known,
          newName: Type.String(),
          fromOrganisation: Nullable(Uuid),
          toOrganisation: Uuid,
          isMoved: Type.Boolean(),
          isRenamed: Type.Boolean(),
        },
        { title: 'RosterChange' },
      ),
    ),
    leaves: Type.Array(Type.Object({ ...Known, organisationId: Nullable(Uuid) }, { title: 'RosterLeave' })),
    rolesEnd: Type.Array(Role),
    rolesStay: Type.Array(Role),
    loginIdsEnd: Type.Array(Type.String()),
  },
  { title: 'RosterDifference' },
);

export function differenceTold({ difference, rolesEnd, rolesStay, loginIdsEnd }: WeighedTransfer) {
  const roleTold = (role: RoleConcerned) => ({ ...role });
  return {
    joins: difference.joins.map(({ employeeNumber, name, organisationId }) => {
      return { employeeNumber, name, organisationId };
    }),
    changes: difference.changes.map(({ before, after, isMoved, isRenamed }) => ({
      ...{ person: before.personId, employeeNumber: before.employeeNumber, name: before.name },
      newName: after.name,
      fromOrganisation: before.organisationId,
      toOrganisation: after.organisationId,
      ...{ isMoved, isRenamed },
    })),
    leaves: difference.leaves.map(({ personId: person, employeeNumber, name, organisationId }) => {
      return { person, employeeNumber, name, organisationId };
    }),
    rolesEnd: rolesEnd.map(roleTold),
    rolesStay: rolesStay.map(roleTold),
    loginIdsEnd: [...loginIdsEnd],
  };
}
