import { beforeAll, describe, expect, it } from 'vitest';
import type { Telling } from '../../src/authority/fields-told/fields.ts';
import { fieldsTold } from '../../src/authority/fields-told/fields-told.ts';
import { type Role, roles } from '../../src/authority/roles.ts';
import { isToldTo, seenBy } from '../../src/authority/seen-by.ts';
import { dereferenced } from '../support/dereferenced.ts';
import { isNamed } from '../support/is-named.ts';
import { type ReadOperation, readsIn } from '../support/reads-in.ts';
import { tellingsOf } from '../support/tellings-of.ts';
import { theDocument } from '../support/the-document.ts';

let document: Awaited<ReturnType<typeof theDocument>>;
let reads: readonly ReadOperation[];
beforeAll(async () => {
  document = await theDocument();
  reads = readsIn(document);
});

describe('every field of every answer to a read', () => {
  it('has a row, and no row is of what is not there', () => {
    expect(reads.map(({ path }) => path).toSorted()).toEqual(Object.keys(fieldsTold).toSorted());
  });
});

/** What each step at the desk answers of those it was asked for. */
const ofMembers = { 'members.*.name': 'name', 'members.*.affiliation': 'name' } as const;
const atDesk = [
  'check-in',
  'check-out',
  'correct',
  'examine',
  'miss',
  'refuse',
  'second-check',
  'step-in',
  'step-out',
].map((step) => [`post /sites/{site}/visits/{visit}/${step}`, ofMembers] as const);

const ofVisit: Readonly<Record<string, Telling>> = {
  'members.*.name': 'reader',
  'members.*.affiliation': 'reader',
};

/** The answer to an application says the rule first. */
const ofRule: Readonly<Record<string, Telling>> = {
  'rule.lines.*.chain.*.words': 'reader',
  'rule.lines.*.chain.*.matched.words': 'reader',
  'rule.lines.*.waived.reason': 'reader',
};
const applications = [
  'delivery-permits',
  'installations',
  'item-permits',
  'links',
  'openings',
  'photography',
  'private-devices/{label}/permits',
  'take-outs',
  'transfers',
  'works',
].flatMap((kind) =>
  ['', '/{permit}/resubmit'].map((step) => [`post /sites/{site}/${kind}${step}`, ofRule] as const),
);

/** Acts whose answers tell more than was sent to them: what, where. */
const toldByActs: Readonly<Record<string, Readonly<Record<string, Telling>>>> = {
  // Of the console that whoever holds its code stands before.
  'post /console': { name: 'reader' },
  // Codes: what became of each line.
  'post /sites/{site}/roll-call/seen': { 'results.*.result': 'reader' },
  // Of this service, and of whoever registers a passkey of their own.
  'post /own/passkeys/options': { 'rp.name': 'reader', 'user.name': 'reader' },
  'patch /persons/{person}': {
    name: 'person',
    nameKana: 'person',
    affiliation: 'person',
    employeeNumber: 'person',
    extension: 'person',
    stateReason: 'personnel',
  },
  'patch /contracts/{contract}': { 'toReturn.*.number': 'reader', 'toReturn.*.holder.name': 'name' },
  'post /contracts/{contract}/end': { 'toReturn.*.number': 'reader', 'toReturn.*.holder.name': 'name' },
  'post /sites/{site}/permissions/{permission}/approve': { 'missing.*.by.*.name': 'name' },
  ...Object.fromEntries(atDesk),
  ...Object.fromEntries(applications),
  'post /sites/{site}/deliveries': ofRule,
  'post /sites/{site}/works/urgent': ofRule,
  'post /sites/{site}/openings/urgent': ofRule,
  // Beside the desk the host of this visit alone may, who knows who comes to them.
  'post /sites/{site}/visits/{visit}/turn-closed': ofVisit,
  'post /sites/{site}/visits/{visit}/met': ofVisit,
  'post /sites/{site}/walk-ins': {
    'destinations.*.host.name': 'name',
    'destinations.*.host.extension': 'reader',
    'members.*.name': 'name',
    'members.*.affiliation': 'name',
  },
};

describe('an act', () => {
  it('is answered with nothing that its actors are not told', () => {
    const telling = new Set(
      reads.flatMap(({ path }) =>
        [...tellingsOf(path)]
          .filter(([, told]) => told !== 'reader')
          .map(([field]) => field.split('.').at(-1)),
      ),
    );
    // Of whoever began a condition the id is told with their words; elsewhere an id names nobody.
    telling.delete('id');
    // What stands in a list of words bears no name of its own.
    telling.delete('*');
    const found: Record<string, Record<string, Telling>> = {};
    for (const [path, methods] of Object.entries(dereferenced(document).paths)) {
      for (const [method, operation] of Object.entries(Object(methods))) {
        if (method === 'get') continue;
        const { responses, 'x-roles': actors = [] } = Object(operation);
        const name = `${method} ${path.replace('/api/v1', '')}`;
        for (const field of Object.values(responses).flatMap((answer) => fieldsOf(answer))) {
          if (!telling.has(field.split('.').at(-1))) continue;
          const told = toldByActs[name]?.[field];
          if (told === undefined) throw new Error(`${name} answers ${field}`);
          found[name] = { ...found[name], [field]: told };
          expect(actors.filter((role: Role) => !isToldTo(role, told))).toEqual([]);
        }
      }
    }
    expect(found).toEqual(toldByActs);
  });
});

/** Where the strings of an answer stand, by the schema of its JSON. */
function fieldsOf(answer: unknown): readonly string[] {
  const schema = Object(answer).content?.['application/json']?.schema;
  return schema === undefined ? [] : [...leavesOf(schema, '')];
}

function* leavesOf(schema: unknown, field: string): Generator<string> {
  const { type, format, properties, items, anyOf = [] } = Object(schema);
  for (const one of anyOf) yield* leavesOf(one, field);
  if (items !== undefined) yield* leavesOf(items, `${field}.*`);
  for (const [name, part] of Object.entries(Object(properties))) {
    yield* leavesOf(part, field === '' ? name : `${field}.${name}`);
  }
  if ([type].flat().includes('string') && format === undefined) yield field;
}

describe('the statement', () => {
  it.each(roles)('lets %s look persons up, or never shows who somebody is', (role) => {
    expect(seenBy[role].persons !== 'never').toBe(isNamed(role, 'persons.read'));
  });
});
