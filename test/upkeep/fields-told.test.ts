import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../src/authority/authorization.ts';
import type { Telling } from '../../src/authority/fields-told/fields.ts';
import { type Role, roles } from '../../src/authority/roles.ts';
import { isToldTo, seenBy } from '../../src/authority/seen-by.ts';
import { isUuid } from '../../src/kernel/ids.ts';
import { everyTable } from '../../src/records/disclosure/tables/every-table.ts';
import { aFilledOffice, type FilledOffice, marks } from '../support/a-filled-office.ts';
import { logEnd } from '../support/a-site.ts';
import { follow } from '../support/follower.ts';
import { isNamed } from '../support/is-named.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { type ReadOperation, readsIn } from '../support/reads-in.ts';
import { aTokenOfRole } from '../support/role-tokens.ts';
import { tellingsOf } from '../support/tellings-of.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let instance: LiveInstance;
let office: FilledOffice;
let reads: readonly ReadOperation[];

beforeAll(async () => {
  test = await startTestApp();
  instance = await startInstance(test);
  office = await aFilledOffice(test);
  reads = readsIn((await test.ask(undefined, { url: '/openapi.json' })).body);
});
afterAll(async () => {
  await instance.close();
  await test.close();
});

/** By which tellings of a field a word may stand in it. */
const mayStandIn = {
  identity: ['name', 'name-at-place', 'person'],
  words: ['name', 'name-at-place'],
  personnel: ['personnel'],
  examination: ['examination'],
  cardNumber: ['card-number'],
  decision: ['reader'],
  // A printed roll has persons and zones on one page; who may print it sees every room.
  hiddenRoom: ['reader', 'name-at-place'],
} as const satisfies Record<keyof typeof marks, readonly Telling[]>;

/** A string of an answer and where it stands there. */
type Told = { readonly path: string; readonly field: string; readonly text: string };

function* stringsIn(value: unknown, path: string, field = ''): Generator<Told> {
  if (typeof value === 'string') yield { path, field, text: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const name = Array.isArray(value) || isKeyOfRecord(field, key) ? '*' : key;
    yield* stringsIn(part, path, field === '' ? name : `${field}.${name}`);
  }
}

function isKeyOfRecord(field: string, key: string): boolean {
  return /(^|\.)names\.(zones|doors|persons)$/.test(field) || (/(^|\.)names$/.test(field) && isUuid(key));
}

function fieldOf({ path, field }: Told): Telling | undefined {
  return tellingsOf(path).get(field);
}

/** Every string that the token of a role is answered by every operation that it may read by, and by the stream. */
async function everythingTold(role: Role, token: string): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const { path, action } of reads) {
    // Of the others it is told nothing (`every-right.test.ts`).
    if (path === '/sites/:site/live' || !isNamed(role, action)) continue;
    for (const url of urlsOf(path)) {
      const { status, body } = await test.ask(token, { method: 'GET', url: `/api/v1${url}` });
      if (![200, 403, 404].includes(status)) throw new Error(`${url}: ${status} ${JSON.stringify(body)}`);
      if (status === 200) told.push(...stringsIn(typeof body === 'string' ? { page: body } : body, path));
    }
  }
  return [...told, ...(await framesTold(token))];
}

function urlsOf(path: string): readonly string[] {
  const { parameters, queries } = office;
  const filled = [...path.matchAll(/:(\w+)/g)].reduce<readonly string[]>(
    (urls, [whole, name = '']) => {
      const values = parameters[name];
      if (values === undefined) throw new Error(`the filled office has nothing for :${name}`);
      return urls.flatMap((url) => values.map((value) => url.replace(whole, value)));
    },
    [path],
  );
  return filled.flatMap((url) => (queries[path] ?? ['']).map((query) => `${url}${query}`));
}

async function framesTold(token: string): Promise<readonly Told[]> {
  const { epoch, head } = await logEnd(test, office.siteId);
  const wall = follow(instance.url, office.siteId, { token, after: `${epoch}:0` });
  const followed = await wall.reached(head).then(
    () => true,
    () => false,
  );
  wall.socket.close();
  return followed ? wall.frames.flatMap((frame) => [...stringsIn(frame, '/sites/:site/live')]) : [];
}

const marked = Object.entries(marks).flatMap(([kind, words]) =>
  words.map((word) => ({ word, fields: mayStandIn[kind as keyof typeof marks] as readonly Telling[] })),
);

function wronglyTold(told: readonly Told[], isTold: (telling: Telling) => boolean): readonly string[] {
  return told.flatMap((one) =>
    marked.flatMap(({ word, fields }) => {
      const telling = fieldOf(one);
      if (!one.text.includes(word)) return [];
      const right = telling !== undefined && fields.includes(telling) && isTold(telling);
      return right ? [] : [`${word} in ${one.field} of ${one.path}, which tells ${telling}`];
    }),
  );
}

/** By path, what lets somebody see more there than what concerns them: the roles here are held by machines, whom nothing concerns. */
const seesOthers: Readonly<Record<string, Action>> = {
  '/sites/:site/officer-deputies': 'officer-deputies.read-all',
};

/** What the filled office has none of: no work has ended there, and no book lends anything. */
const notInTheOffice: Readonly<Record<string, readonly string[]>> = {
  '/sites/:site/records/:record': [
    'items.*.attendant',
    'items.*.attendantAffiliation',
    'items.*.resultWords',
  ],
  '/sites/:site/works/:permit/occurrences': ['items.*.result'],
  '/sites/:site/book-loans': ['names.*'],
  '/safety-texts': ['names.*'],
  '/sites/:site/keys': ['names.*'],
  '/sites/:site/gaps/changes': ['names.*'],
  // Told to officers of the whole ministry; those who ask here are of the site.
  '/disclosures/candidates': ['items.*.name', 'items.*.formerName', 'items.*.affiliation'],
  '/considered-clauses': ['names.*'],
  '/sign-in-accounts': ['names.*'],
  '/sign-in-accounts/:account/slip': ['page'],
  '/sign-in-applications': ['names.*'],
  '/rights-differences': ['items.*.name', 'items.*.byName'],
  '/roster-transfers/:proposal': [
    ...['joins.*.name', 'joins.*.employeeNumber', 'changes.*.newName'],
    ...['changes.*.name', 'changes.*.employeeNumber', 'leaves.*.name', 'leaves.*.employeeNumber'],
  ],
  '/password-changes': ['names.*'],
};

describe('every field of every answer to a read', () => {
  const seen = new Map<Role, readonly Told[]>();
  it.each(roles)('tells %s what the statement says, and nothing else', async (role) => {
    const told = await everythingTold(role, await aTokenOfRole(test, role, office.siteId));
    seen.set(role, told);
    expect(wronglyTold(told, (telling) => isToldTo(role, telling))).toEqual([]);
    // Words of people, of places and of rules stand where the statement names a field, and nowhere else.
    const unnamed = told.filter((one) => /[^\x20-\x7e]/.test(one.text) && fieldOf(one) === undefined);
    expect([...new Set(unnamed.map(({ path, field, text }) => `${path} ${field}: ${text}`))]).toEqual([]);
    if (seenBy[role].hiddenRooms === 'none') {
      const hinting = told.filter(
        ({ text }) => text.includes(office.hiddenRoom) || text.includes(marks.hiddenRoom[0]),
      );
      expect(hinting).toEqual([]);
    }
  });

  it('is there for every role that is told it', () => {
    const missing = reads.flatMap(({ path, action }) =>
      [...tellingsOf(path)].flatMap(([field, telling]) =>
        roles
          .filter(
            (role) =>
              !notInTheOffice[path]?.includes(field) &&
              telling !== 'reader' &&
              isToldTo(role, telling) &&
              isNamed(role, seesOthers[path] ?? action),
          )
          .filter((role) => !seen.get(role)?.some((one) => one.path === path && one.field === field))
          .map((role) => `${role}: ${field} of ${path}`),
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe('a zone-officer of one zone', () => {
  it('is told neither the name of a hidden room elsewhere, nor what is permitted and said there', async () => {
    const { siteId, hiddenRoom } = office;
    const officer = await aMachine(test, 'of-hall', [{ role: 'zone-officer', siteId, scope: 'hall' }]);
    const told = await everythingTold('zone-officer', officer);
    expect(wronglyTold(told, (telling) => isToldTo('zone-officer', telling))).toEqual([]);
    expect(told.filter(({ text }) => text.includes(marks.hiddenRoom[0]))).toEqual([]);
    const neighbour = await aMachine(test, 'of-street', [{ role: 'zone-officer', siteId, scope: 'street' }]);
    const permissions = await test.ask(neighbour, { url: `/api/v1/sites/${siteId}/permissions` });
    expect(permissions.body.items).toEqual([]);
    const plan = await test.ask(officer, { url: `/api/v1/sites/${siteId}/plan` });
    expect(JSON.stringify(plan.body)).not.toContain(hiddenRoom);
  });
});

describe('what is held of somebody', () => {
  /** How many rows of a table name somebody anywhere. */
  const rowsThatName = async (table: string, id: string): Promise<number> => {
    const { rows } = await test.pool.query(
      `select count(*)::int as count from ${table} t where position($1 in t::text) > 0`,
      [id],
    );
    return rows[0].count;
  };

  it('is disclosed from every table that names them, or is said to be elsewhere', async () => {
    const token = await aTokenOfRole(test, 'security-officer', office.siteId, 'for the ministry');
    const { rows } = await test.pool.query(
      'select member_id as id from visitor_identities where site_id = $1 order by member_id limit 1',
      [office.siteId],
    );
    for (const id of [office.parameters.person?.[0] ?? '', rows[0].id]) {
      const { body } = await test.ask(token, {
        method: 'POST',
        url: '/api/v1/disclosures',
        payload: { persons: [id], askedBy: '本人', basis: 'own-request', number: '1' },
      });
      const missed: string[] = [];
      for (const [table, one] of Object.entries(everyTable)) {
        if (!('table' in one) && !('nobodys' in one)) continue;
        const shown = body.items.filter((item: { table: string }) => item.table === table).length;
        if ((await rowsThatName(table, id)) > shown) missed.push(table);
      }
      expect(missed).toEqual([]);
      // In words: no value of the program is left as it is stored, and each has a name.
      expect(body.items.filter(({ told }: { told: string }) => /[{}"]|t[12]r\d|その他（/.test(told))).toEqual(
        [],
      );
      expect(body.items.length).toBeGreaterThan(5);
    }
  });
});
