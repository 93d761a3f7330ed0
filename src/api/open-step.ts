import { Type } from 'typebox';
import { type Action, authorization } from '../authority/authorization.ts';
import type { Role } from '../authority/roles.ts';

/** What may be done next with something, and by whom. */
export const OpenStep = Type.Object(
  { step: Type.String(), by: Type.Array(Type.String()) },
  { title: 'OpenStep', description: '次にできることと、それを行える役割' },
);

/** The steps that a state leaves open, each with the roles of the action by which it is taken. */
export function openSteps(
  open: object,
  actions: Readonly<Record<string, Action>>,
): { readonly step: string; readonly by: Role[] }[] {
  return Object.keys(open).flatMap((step) => {
    const action = actions[step];
    return action === undefined ? [] : [{ step, by: [...authorization[action].roles] }];
  });
}
