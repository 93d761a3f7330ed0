import { type Static, Type } from 'typebox';
import { Choice, End, Instant, instantText, Nullable, Uuid, Words } from '../../api/schemas.ts';
import { givableRoles } from './judge-role-draft.ts';
import type { RoleListed } from './list-roles.ts';

export const RoleWord = Choice(givableRoles, { title: 'Role' });

/** The period of a role, and what it is given for, as they are sent. */
export const TermFields = {
  from: Type.Optional(Instant),
  until: Type.Optional(End),
  duty: Type.Optional(Words),
};

/** A role that was given, as it is told. */
export const AssignmentFields = {
  id: Uuid,
  holderType: Type.String(),
  holder: Type.String(),
  role: Type.String(),
  siteId: Nullable(Type.String()),
  scope: Nullable(Type.String()),
  givenBy: Type.String(),
  givenAt: Instant,
  from: Nullable(Instant),
  until: Nullable(End),
  duty: Nullable(Type.String()),
};

export const Assignment = Type.Object(AssignmentFields, { title: 'RoleAssignment' });

export function assignmentBody({ givenAt, from, until, ...rest }: RoleListed): Static<typeof Assignment> {
  return {
    ...rest,
    givenAt: instantText(givenAt),
    from: from === null ? null : instantText(from),
    until: until === null ? null : instantText(until),
  };
}
