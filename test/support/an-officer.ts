import { newId } from '../../src/kernel/ids.ts';
import { giveRole } from '../../src/operators/roles/give-role.ts';
import { persons } from '../../src/people/registry/tables.ts';
import { asSystem } from './as-system.ts';
import { fromTerminal } from './from-terminal.ts';
import { asGiven, type RoleOfTest } from './giving-roles.ts';
import { aToken, type TestApp } from './test-app.ts';

export type Officer = { readonly id: string; readonly token: string };

/** A member of staff who holds these roles, and a token that names them. */
export async function anOfficer(test: TestApp, held: readonly RoleOfTest[]): Promise<Officer> {
  const id = newId<'person'>();
  const person = { personId: id, kind: 'staff', state: 'active', name: '審査太郎' } as const;
  await asSystem(test.pool, ({ db }) => db.insert(persons).values({ ...person, fromSeq: 0 }));
  for (const one of held) {
    const given = await giveRole(test.deps, fromTerminal(), {
      holder: { type: 'person', id },
      ...asGiven(one, test.clock.now()),
    });
    if (!given.ok) throw new Error(JSON.stringify(given.refusal));
  }
  return { id, token: await aToken(test, { type: 'person', id }) };
}
