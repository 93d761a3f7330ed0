import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reasons } from '../../../src/access/decide/reasons.ts';
import { aPassage, append, aSite, logEnd, passages } from '../../support/a-site.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let guard: string;
let site: string;
const person = '01890000-0000-7000-8000-0000000000aa';
const card = '01890000-0000-7000-8000-0000000000bb';
const denied = {
  verdict: 'deny',
  direction: 'entering',
  reasons: [{ code: 'no-permission', clause: '2.3.1.1(2)(a)', row: 't1r19' }],
  notes: [],
  rules: { policy: 'unified-h24-draft', site: 1, ministry: 1 },
};

// Entries 1 and 2 make the site and its plan; the tests' own follow.
beforeAll(async () => {
  test = await startTestApp();
  guard = await aMachine(test, 'wall', [{ role: 'guard' }]);
  site = await aSite(test);
  await append(test, site, passages(3));
  test.clock.set(new Date('2026-04-06T15:00:00.000Z'));
  await append(test, site, [
    aPassage({ subject: { door: 'office-server', from: 'office', to: 'server', person, card } }),
    aPassage({ subject: { door: 'office-server', from: 'office', to: 'server', person }, decision: denied }),
    { kind: 'door-forced', subject: { door: 'office-server' } },
    {
      kind: 'emergency-begun',
      effects: [{ type: 'condition', condition: 'emergency', zone: null, on: true }],
    },
  ]);
});
afterAll(() => test.close());

const ask = (query: string, token = guard) =>
  test.ask(token, { url: `/api/v1/sites/${site}/events${query}` });
async function seqs(query: string, token = guard): Promise<number[]> {
  const { status, body } = await ask(query, token);
  expect(status).toBe(200);
  return body.items.map((item: { seq: number }) => item.seq);
}

describe('the list of events', () => {
  it('is in the order of the log, or the newest first', async () => {
    expect(await seqs('')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await seqs('?order=desc&limit=3')).toEqual([9, 8, 7]);
  });

  it.each([
    ['person', `?person=${person}`, [6, 7]],
    ['card', `?card=${card}`, [6]],
    ['door', '?door=office-server', [6, 7, 8]],
    ['kind', '?kind=door-forced', [8]],
    ['verdict', '?verdict=deny', [7]],
    ['reason', '?reason=no-permission', [7]],
    ['zone, also where only its door is named', '?zone=server', [6, 7, 8]],
    ['several at once', '?zone=server&verdict=grant', [6]],
    ['what nothing is', '?reason=passback', []],
  ])('is narrowed by %s', async (_what, query, found) => {
    expect(await seqs(query)).toEqual(found);
    expect(await seqs(`${query}&order=desc`)).toEqual(found.toReversed());
  });

  it('takes days as they begin and end at the site', async () => {
    expect(await seqs('?from=2026-04-07')).toEqual([6, 7, 8, 9]);
    expect(await seqs('?until=2026-04-07')).toEqual([1, 2, 3, 4, 5]);
    expect(await seqs('?from=2026-04-07T00:00:00%2B09:00&until=2026-04-07T00:00:00.001%2B09:00')).toEqual([
      6, 7, 8, 9,
    ]);
    expect(await seqs('?from=2026-04-07T00:00:00.001%2B09:00')).toEqual([]);
  });

  it.each(['asc', 'desc'])('gives every entry once, page by page, %s', async (order) => {
    const all: number[] = [];
    let after = '';
    for (;;) {
      const { body } = await ask(`?limit=2&order=${order}${after}`);
      all.push(...body.items.map((item: { seq: number }) => item.seq));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    const ascending = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(all).toEqual(order === 'asc' ? ascending : ascending.toReversed());
  });

  it('goes on behind a cursor or a plain seq, and refuses any other, and what lies beyond the head', async () => {
    const { epoch } = await logEnd(test, site);
    expect(await seqs(`?after=${epoch}:7`)).toEqual([8, 9]);
    expect(await seqs('?after=7')).toEqual([8, 9]);
    expect(await seqs('?after=9')).toEqual([]);
    for (const after of ['x', '-1', `${site}:7`, `${epoch}:`, '1.5', '10', '999', `${epoch}:10`]) {
      for (const order of ['asc', 'desc']) {
        const { status, body } = await ask(`?after=${after}&order=${order}`);
        expect([status, body.type]).toEqual([400, '/problems/invalid-cursor']);
      }
    }
  });

  it.each([
    '?from=yesterday',
    '?from=2026-02-30',
    '?from=2026-02-30T00:00:00Z',
    '?from=2026-04-06T24:30:00Z',
    '?from=2026-04-06T00:00:00',
    '?from=0000-01-01',
    '?until=99999-01-01',
    '?from=2026-04-07&until=2026-04-07',
    '?from=2026-04-08&until=2026-04-07',
    '?limit=0',
    '?limit=201',
    '?person=me',
    '?order=up',
    '?verdict=maybe',
    '?colour=red',
  ])('answers %s with 400', async (query) => {
    expect((await ask(query)).status).toBe(400);
  });

  it('answers a zone, door, kind or reason that never was with 422, an unknown site with 404', async () => {
    expect(await ask('?zone=cellar')).toMatchObject({
      status: 422,
      body: { errors: [{ at: '/query/zone' }] },
    });
    expect((await ask('?door=cellar')).status).toBe(422);
    expect(await ask('?kind=nope&reason=nope')).toMatchObject({
      status: 422,
      body: { errors: [{ at: '/query/kind' }, { at: '/query/reason' }] },
    });
    const unknown = '/api/v1/sites/01890000-0000-7000-8000-000000000000/events';
    expect((await test.ask(guard, { url: unknown })).status).toBe(404);
  });

  it('shows a zone officer what concerns the own zone, and an emergency', async () => {
    const officer = await aMachine(test, 'server-officer', [
      { role: 'zone-officer', siteId: site, scope: 'server' },
    ]);
    expect(await seqs('', officer)).toEqual([6, 7, 8, 9]);
    expect((await test.ask(officer, { url: `/api/v1/sites/${site}/events/3` })).status).toBe(404);
    expect((await test.ask(officer, { url: `/api/v1/sites/${site}/events/6` })).status).toBe(200);
  });
});

describe('an entry that names several persons', () => {
  const [first, second, third] = ['01', '02', '03'].map((end) => `01890000-0000-7000-8000-0000000000${end}`);
  let pair: string;
  const found = async (query: string): Promise<number[]> => {
    const { body } = await test.ask(guard, { url: `/api/v1/sites/${pair}/events${query}` });
    return body.items.map((item: { seq: number }) => item.seq);
  };
  const passage = (person = '', others: readonly string[] = []) =>
    aPassage({ subject: { person, with: others, door: 'hall-office', from: 'hall', to: 'office' } });

  // Entries 1 and 2 make the site and its plan.
  beforeAll(async () => {
    if (second === undefined || third === undefined) throw new Error('no persons');
    pair = await aSite(test);
    await append(test, pair, [
      passage(first, [second, third]),
      passage(second, [second]),
      passage(third),
      { ...passage(first, [third]), decision: denied },
    ]);
  });

  it('is found by each of them, once, in the order of the log', async () => {
    expect(await found(`?person=${first}`)).toEqual([3, 6]);
    expect(await found(`?person=${second}`)).toEqual([3, 4]);
    expect(await found(`?person=${third}`)).toEqual([3, 5, 6]);
    expect(await found(`?person=${third}&order=desc`)).toEqual([6, 5, 3]);
    expect(await found(`?person=${third}&verdict=grant&zone=office`)).toEqual([3, 5]);
    expect(await found(`?person=${third}&after=3&limit=1`)).toEqual([5]);
  });

  it('shows them as a list', async () => {
    const { body } = await test.ask(guard, { url: `/api/v1/sites/${pair}/events/3` });
    expect(body.event.subject).toEqual({
      person: first,
      with: [second, third],
      door: 'hall-office',
      from: 'hall',
      to: 'office',
    });
  });
});

describe('one event', () => {
  it('comes with its text and the leaf that proves it', async () => {
    const { status, body } = await test.ask(guard, { url: `/api/v1/sites/${site}/events/7` });
    expect(status).toBe(200);
    expect(body.event).toMatchObject({ seq: 7, verdict: 'deny', reasons: denied.reasons });
    expect(JSON.parse(body.text)).toMatchObject({ v: 1, site, seq: 7 });
    expect(createHash('sha256').update(`\0${body.text}`).digest('hex')).toBe(body.leafHash);
  });

  it('says why in words, and what would mend it, which its text does not', async () => {
    const { body } = await test.ask(guard, { url: `/api/v1/sites/${site}/events/7` });
    const { says, fix } = reasons['no-permission'];
    expect(body.event.reasons).toEqual([{ ...denied.reasons[0], says: says.ja, fix: fix.ja }]);
    expect(JSON.parse(body.text).decision.reasons).toEqual(denied.reasons);
  });

  it('is 404 where there is none', async () => {
    expect((await test.ask(guard, { url: `/api/v1/sites/${site}/events/99` })).status).toBe(404);
    expect((await test.ask(guard, { url: `/api/v1/sites/${site}/events/0` })).status).toBe(400);
  });
});
