import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleIds, exampleTimes } from '../../src/api/openapi/examples/example-ids.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { contracts, persons } from '../../src/people/registry/tables.ts';
import { examplePlan } from '../../src/zones/plan/example-plan.ts';
import { organisations } from '../../src/zones/sites/tables.ts';
import { aSite } from '../support/a-site.ts';
import { asSystem } from '../support/as-system.ts';
import { type BodyOperation, bodyOperations } from '../support/body-operations.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let site: string;
let operations: readonly BodyOperation[];

/** The office of which the examples speak, in the afternoon of their day: its plan, units, people and contract, and nothing that acts made. */
beforeAll(async () => {
  test = await startTestApp();
  test.clock.set(new Date(`${exampleTimes.day}T17:30:00+09:00`));
  const db = databaseOf(test.pool);
  const { organisation, section, staff, colleague, outsider, contract } = exampleIds;
  const unit = { fromSeq: 0, name: '見本', kind: 'section' };
  await db
    .insert(organisations)
    .values([organisation, section].map((id) => ({ ...unit, organisationId: id })));
  const person = { fromSeq: 0, state: 'active', name: '見本' } as const;
  const people = [staff, colleague].map((id) => ({
    ...person,
    personId: id,
    kind: 'staff' as const,
    organisationId: section,
  }));
  const lent = { ...person, personId: outsider, kind: 'card-lent', contractId: contract } as const;
  await asSystem(test.pool, (tx) => tx.db.insert(persons).values([...people, lent]));
  await db.insert(contracts).values({
    contractId: contract,
    fromSeq: 0,
    company: '見本株式会社',
    purpose: '見本',
    organisationId: section,
    validFrom: new Date('2027-04-01T00:00:00+09:00'),
    validUntil: new Date(exampleTimes.yearEnd),
  });
  site = await aSite(test, examplePlan);
  operations = await bodyOperations(test, site, {
    ...exampleIds,
    label: '1',
    quarter: '2027-04',
    alarm: '1.1',
    tool: 'open-flame',
    book: 'sample',
    number: '1',
    token: '0123456789abcdef',
    session: '0123456789abcdef',
  });
});
afterAll(() => test.close());

/** What an act before it would have made, by the operation and where its answer says so; nothing else of an example is refused. */
const notMadeHere: Readonly<Record<string, readonly string[]>> = {
  'post /api/v1/sites/{site}/delivery-permits': ['/persons/0'],
  'post /api/v1/sites/{site}/item-permits': ['/zones/0', '/terms/items/0'],
  'post /api/v1/sites/{site}/item-checks': ['/seen/0/item'],
  'post /api/v1/sites/{site}/press-organisations/{organisation}/persons/approve': ['/persons/0'],
  'post /api/v1/retention/early-erasures': ['/persons/0'],
  'post /api/v1/sign-in-accounts': ['/application'],
  // Of the two sites that it names one is here.
  'post /api/v1/access-settings/travel-times': ['/between/0/sites'],
  // Of whoever may keep such a list nobody here keeps that of the room.
  'post /api/v1/sites/{site}/equipment/import': ['/lines/2'],
  // A server room is none to whoever has nothing to do there (ADR 0052).
  'post /api/v1/sites/{site}/works': ['/zones/0'],
};

it('every example of a body is understood by the service, in the office of which it speaks', async () => {
  const refused: Record<string, readonly string[]> = {};
  const ends = ({ name }: BodyOperation) => Number(/\/(end|leave)$/.test(name));
  for (const { name, example, send } of operations.toSorted((one, other) => ends(one) - ends(other))) {
    const { status, body } = await send(JSON.stringify(example).replaceAll(exampleIds.site, site));
    expect(status, name).not.toBe(400);
    expect(status, name).toBeLessThan(500);
    if (status === 422) refused[name] = body.errors.map(({ at }: { readonly at: string }) => at);
  }
  expect(refused).toEqual(notMadeHere);
});
