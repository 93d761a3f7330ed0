import { beforeAll, describe, expect, it } from 'vitest';
import { dereferenced } from '../support/dereferenced.ts';
import { theDocument } from '../support/the-document.ts';

/** What names the end of something, whatever form it has. */
const endName = /^(until(?!LearntAt$)\w*|\w+Until|validTo|expires\w+|reviewBy)$/;
/** Names of moments and days that end nothing; a new one is put here or gets the words of an end. */
const moments = [
  'acknowledgeBy',
  'activeFrom',
  'apartSince',
  'appliedAt',
  'approvedAt',
  'at',
  'begunAt',
  'changedAt',
  'checkedInAt',
  'checkedOutAt',
  'clearedAt',
  'closedAt',
  'collectedAt',
  'confirmedOn',
  'createdAt',
  'day',
  'decidedAt',
  'deletedAt',
  'due',
  'dueAt',
  'dueOn',
  'effectiveOn',
  'endedAt',
  'endsAt',
  'enteredAt',
  'factorsRemovedAt',
  'from',
  'fromOn',
  'givenAt',
  'handedBackAt',
  'heardAt',
  'inspectedOn',
  'issuedAt',
  'knownAt',
  'lastUsedAt',
  'learntAt',
  'leftAt',
  'lentAt',
  'linkedAt',
  'namesBy',
  'namesDue',
  'nextInspectionOn',
  'on',
  'passwordResetAt',
  'passwordSetAt',
  'placedOn',
  'proposedAt',
  'raisedAt',
  'receivedAt',
  'recordedAt',
  'registeredAt',
  'reportDue',
  'reportedAt',
  'returnedAt',
  'revokedAt',
  'setAt',
  'signedAt',
  'signedInAt',
  'since',
  'startsAt',
  'takenAt',
  'takenOn',
  'toOn',
  'totpEnrolledAt',
  'untilLearntAt',
  'usedAt',
  'validFrom',
  'writtenOn',
];

const isExclusive = '含まない';
const isInclusive = 'この日を含む';

type Field = { readonly at: string; readonly name: string; readonly schema: unknown };

let fields: readonly Field[];
beforeAll(async () => {
  fields = fieldsOf(dereferenced(await theDocument()));
});

/** Every property and parameter of a document, with where it stands. */
function fieldsOf(value: unknown, at = ''): readonly Field[] {
  if (typeof value !== 'object' || value === null) return [];
  const { properties, in: where, name, schema, description } = Object(value);
  const here: Field[] = Object.entries(Object(properties)).map(([key, one]) => ({
    at,
    name: key,
    schema: one,
  }));
  if (typeof where === 'string') here.push({ at, name: String(name), schema: { description, ...schema } });
  return [...here, ...Object.entries(value).flatMap(([key, item]) => fieldsOf(item, `${at}/${key}`))];
}

/** A schema and the alternatives within it that are not null. */
function formsOf(schema: unknown): readonly { readonly format?: string; readonly description?: string }[] {
  const { anyOf, ...own } = Object(schema);
  return anyOf === undefined
    ? [own]
    : anyOf.flatMap(formsOf).map((form: object) => ({ ...form, ...(own.description ? own : {}) }));
}

const saidOf = (schema: unknown): string =>
  formsOf(schema)
    .map(({ description = '' }) => description)
    .join();
const formatsOf = (schema: unknown) => formsOf(schema).flatMap(({ format }) => format ?? []);

describe('every end in the OpenAPI document', () => {
  it('is said to be exclusive, or to include its day where it is a day', () => {
    const ends = fields.filter(({ name }) => endName.test(name));
    expect(new Set(ends.map(({ name }) => name)).size).toBeGreaterThan(5);
    const unsaid = ends.filter(
      ({ name, schema }) => !saidOf(schema).includes(name.endsWith('On') ? isInclusive : isExclusive),
    );
    expect(unsaid.map(({ at, name }) => `${at} ${name}`)).toEqual([]);
  });

  it('is a day if and only if its name says so', () => {
    const timed = fields.filter(({ schema }) => /^date/.test(formatsOf(schema).join()));
    for (const { at, name, schema } of timed) {
      const isDay = formatsOf(schema).includes('date');
      expect(isDay, `${at} ${name}`).toBe(/(^on|On|^day)$/.test(name));
    }
  });

  it('is known as one: a date is an end or listed as something else', () => {
    const timed = fields.filter(({ schema }) => /^date/.test(formatsOf(schema).join()));
    const names = new Set(timed.map(({ name }) => name).filter((name) => !endName.test(name)));
    expect([...names].toSorted()).toEqual(moments);
  });
});
