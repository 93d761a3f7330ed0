import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchGateways } from '../../../src/access/gateways/watch-gateways.ts';
import { countInZones } from '../../../src/access/presence/count-in-zones.ts';
import { armPresenceReset } from '../../../src/access/state/arm-presence-reset.ts';
import { clearZones } from '../../../src/access/state/clear-zones.ts';
import { findPersonContext } from '../../../src/operators/principals/find-person-context.ts';
import { prepareReopening } from '../../../src/people/rights/prepare-reopening.ts';
import { renewAdmissionsOfSite } from '../../../src/visitors/admission/renew-admissions.ts';
import type { SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { changePlan } from '../../../src/zones/plan-change/change-plan.ts';
import { withoutAdditions, withoutExceptions } from '../../../src/zones/plan-change/reopening.ts';
import { loadPolicy } from '../../../src/zones/regulation/load-policy.ts';
import { aBareSite, aMinistry, type Ministry, putPlan } from '../../support/a-ministry.ts';
import { aZone } from '../../support/a-plan.ts';
import { entriesOf } from '../../support/an-office.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let ministry: Ministry;
beforeAll(async () => {
  test = await startTestApp();
  ministry = await aMinistry(test);
});
afterAll(() => test.close());

const put = (siteId: string, plan: unknown, seen: number, query = '') =>
  putPlan(test, ministry.officer.token, siteId, plan, seen, query);
const get = (siteId: string, query = '') =>
  test.ask(ministry.officer.token, { method: 'GET', url: `/api/v1/sites/${siteId}/plan${query}` });

async function versions(siteId: string) {
  const { rows } = await test.pool.query(
    'select kind, element_id, from_seq, until_seq from plan_elements where site_id = $1 order by 1, 2, 3',
    [siteId],
  );
  return rows;
}

/** Somebody is in a zone, as an entry would have put them. */
async function enter(siteId: string, person: string, zone: string): Promise<void> {
  await test.pool.query(
    `insert into presence (site_id, person_id, zone_id, certainty, since, since_seq) values ($1, $2, $3, 'confirmed', now(), 1)`,
    [siteId, person, zone],
  );
}

/** The plan without its server room and what leads there. */
function withoutServer(plan: SitePlan): SitePlan {
  const drop = (id: string) => !id.includes('server');
  return {
    ...plan,
    zones: plan.zones.filter(({ id }) => drop(id)),
    boundaries: plan.boundaries.filter(({ id }) => drop(id)),
    doors: plan.doors.filter(({ id }) => drop(id)),
    readers: plan.readers.filter(({ id }) => drop(id)),
  };
}

describe('the plan of a site', () => {
  it('is read back as the document that was put', async () => {
    const siteId = await aBareSite(test, ministry);
    const stored = await put(siteId, ministry.plan, 0);
    expect(stored.status).toBe(200);
    expect(stored.body).toMatchObject({ stored: true, occupied: [] });
    const read = await get(siteId);
    expect(read.body).toEqual(ministry.plan);
    expect(read.headers.etag).toBe(`"${stored.body.seq}"`);
    expect(stored.headers.etag).toBe(read.headers.etag);
  });

  it('of a new site is not there, and says which version to name for the first', async () => {
    const siteId = await aBareSite(test, ministry);
    const answer = await get(siteId);
    expect(answer.status).toBe(404);
    expect(answer.headers.etag).toBe('"0"');
    const url = `/api/v1/sites/${siteId}/plan`;
    const anyThere = { method: 'PUT', url, payload: ministry.plan, headers: { 'if-match': '*' } } as const;
    expect((await test.ask(ministry.officer.token, anyThere)).status).toBe(412);
  });

  it('keeps 髙 and variation selectors as they were typed', async () => {
    const siteId = await aBareSite(test, ministry);
    const name = '髙橋葛\u{E0100}城﨑塚\uFA10室';
    const zones = ministry.plan.zones.map((zone) => (zone.id === 'office' ? { ...zone, name } : zone));
    expect((await put(siteId, { ...ministry.plan, zones }, 0)).status).toBe(200);
    const read = await get(siteId);
    expect(read.body.zones.find(({ id }: { id: string }) => id === 'office').name).toBe(name);
  });

  it.each([
    ['a right-to-left override', '\u202E'],
    ['a zero-width space', '\u200B'],
    ['a NUL', '\u0000'],
    ['half a surrogate pair', '\uD842'],
    ['a line break', '\n'],
  ])('refuses %s in a name, and stores nothing', async (_what, character) => {
    const siteId = await aBareSite(test, ministry);
    const zones = ministry.plan.zones.map((zone) => ({ ...zone, name: `執務${character}室` }));
    const answer = await put(siteId, { ...ministry.plan, zones }, 0);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].at).toBe('/zones/0/name');
    expect(await versions(siteId)).toEqual([]);
  });

  it('refuses names of blanks alone, of zones as of organisations and sites', async () => {
    const siteId = await aBareSite(test, ministry);
    const zones = ministry.plan.zones.map((zone) => ({ ...zone, floor: '\u3000' }));
    const answer = await put(siteId, { ...ministry.plan, zones }, 0);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ at: '/zones/0/floor' }] } });
    expect(answer.body.errors[0].message).toMatch(/^空白だけの名前/);
    expect(await versions(siteId)).toEqual([]);
  });

  it('refuses an organisation written in capitals: ids are compared as text', async () => {
    const siteId = await aBareSite(test, ministry);
    const zones = ministry.plan.zones.map((zone) => ({
      ...zone,
      organisation: zone.organisation.toUpperCase(),
    }));
    const answer = await put(siteId, { ...ministry.plan, zones }, 0);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ at: '/zones/0/organisation' }] } });
    expect(await versions(siteId)).toEqual([]);
  });

  it('writes new versions of what changed and of nothing else', async () => {
    const siteId = await aBareSite(test, ministry);
    const first = (await put(siteId, ministry.plan, 0)).body.seq;
    const before = await versions(siteId);
    const zones = ministry.plan.zones.map((zone) =>
      zone.id === 'office' ? { ...zone, maxOccupancy: 40 } : zone,
    );
    const day = { on: '2026-05-01', day: 'holiday' as const, reason: '創立記念日' };
    const second = await put(siteId, { ...ministry.plan, zones, calendar: [day] }, first);
    expect(second.body.difference).toEqual({
      zones: { added: [], changed: [{ id: 'office', fields: ['maxOccupancy'] }], closed: [] },
      calendar: { added: ['2026-05-01'], changed: [], closed: [] },
    });
    const after = await versions(siteId);
    expect(after).toHaveLength(before.length + 2);
    expect(after.filter(({ from_seq }) => from_seq === second.body.seq)).toEqual([
      { kind: 'calendar-day', element_id: '2026-05-01', from_seq: second.body.seq, until_seq: null },
      { kind: 'zone', element_id: 'office', from_seq: second.body.seq, until_seq: null },
    ]);
    const changed = (await entriesOf(test.pool, siteId)).filter(({ kind }) => kind === 'plan-changed');
    expect(JSON.parse(changed[1]?.text ?? '').details).toMatchObject({
      before: first,
      counts: { zones: { added: 0, changed: 1, closed: 0 }, calendar: { added: 1, changed: 0, closed: 0 } },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('that says what stands is no change and leaves no entry', async () => {
    const siteId = await aBareSite(test, ministry);
    const { seq } = (await put(siteId, ministry.plan, 0)).body;
    const shuffled = { ...ministry.plan, zones: ministry.plan.zones.toReversed() };
    const again = await put(siteId, shuffled, seq);
    expect(again.body).toMatchObject({ seq, stored: false, difference: {} });
    expect((await entriesOf(test.pool, siteId)).at(-1)?.seq).toBe(seq);
  });

  it('raises the rules version of its site', async () => {
    const siteId = await aBareSite(test, ministry);
    const { seq } = (await put(siteId, ministry.plan, 0)).body;
    const { rows } = await test.pool.query('select seq, rules_seq from heads where site_id = $1', [siteId]);
    expect(rows).toEqual([{ seq, rules_seq: seq }]);
  });

  it('is not changed without naming the version that was seen', async () => {
    const siteId = await aBareSite(test, ministry);
    const answer = await test.ask(ministry.officer.token, {
      method: 'PUT',
      url: `/api/v1/sites/${siteId}/plan`,
      payload: ministry.plan,
    });
    expect(answer.status).toBe(428);
    expect((await put(siteId, ministry.plan, 7)).status).toBe(412);
    expect(await versions(siteId)).toEqual([]);
  });

  it('is changed by one of two who saw the same version', async () => {
    const siteId = await aBareSite(test, ministry);
    const { seq } = (await put(siteId, ministry.plan, 0)).body;
    const named = (name: string) => ({ ...ministry.plan, site: { ...ministry.plan.site, name } });
    const answers = await Promise.all([put(siteId, named('東庁舎'), seq), put(siteId, named('西庁舎'), seq)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const sites = await test.ask(ministry.officer.token, { method: 'GET', url: '/api/v1/sites?limit=200' });
    const listed = sites.body.items.find(({ id }: { id: string }) => id === siteId);
    expect(listed.name).toBe((await get(siteId)).body.site.name);
  });

  it('is refused where hours or a determination came to be others while it was weighed', async () => {
    const siteId = await aBareSite(test, ministry);
    const { seq } = (await put(siteId, ministry.plan, 0)).body;
    const guard = await aMachine(test, 'tonight', [{ role: 'guard', siteId }]);
    const extend = () =>
      test.ask(guard, {
        method: 'POST',
        url: `/api/v1/sites/${siteId}/schedule-extensions`,
        payload: {
          organisation: ministry.organisation,
          until: new Date(test.clock.now().getTime() + 3_600_000).toISOString(),
          reason: '繁忙',
        },
      });
    const officer = await findPersonContext(test.deps, ministry.officer.id, 'test');
    if (officer === undefined) throw new Error('no officer');
    const named = { ...ministry.plan, site: { ...ministry.plan.site, name: '東庁舎' } };
    const change = { siteId, plan: named, isSeen: (seen: number) => seen === seq };
    const deps = {
      ...test.deps,
      policy: loadPolicy('unified-h24-draft'),
      countInZones,
      clearZones,
      armPresenceReset,
      loadZoneOfficers: async () => new Set<string>(),
      prepareReopening,
      prepareExceptions: withoutExceptions,
      findUncovered: withoutAdditions,
      renewAdmissionsOfSite,
      watchGateways,
    };
    const meanwhile = async () => {
      expect((await extend()).status).toBe(201);
      return [];
    };
    const refused = await changePlan({ ...deps, loadPermitted: meanwhile }, officer, change);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'version-mismatch' } });
    expect((await get(siteId)).body.site.name).toBe(ministry.plan.site.name);
    const stored = await changePlan({ ...deps, loadPermitted: async () => [] }, officer, change);
    expect(stored).toMatchObject({ ok: true, value: { stored: true } });
  });

  it('shows difference and findings in a dry run and stores nothing', async () => {
    const siteId = await aBareSite(test, ministry);
    const signs = [{ id: 'to-server', hangsIn: 'hall', shows: 'server' }];
    const preview = await put(siteId, { ...ministry.plan, signs }, 0, '?dryRun=true');
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({ seq: 0, stored: false });
    expect(preview.body.difference.zones.added).toEqual(['hall', 'office', 'server', 'street']);
    expect(preview.body.findings).toContainEqual(
      expect.objectContaining({ code: 'sign-shows-hidden', severity: 'refused', at: '/signs/0' }),
    );
    expect(await versions(siteId)).toEqual([]);
    expect((await entriesOf(test.pool, siteId)).map(({ kind }) => kind)).toEqual(['site-created']);
  });

  it('with a refused finding is refused whole, naming row and clause', async () => {
    const siteId = await aBareSite(test, ministry);
    const signs = [{ id: 'to-server', hangsIn: 'hall', shows: 'server' }];
    const answer = await put(siteId, { ...ministry.plan, signs }, 0);
    expect(answer.status).toBe(422);
    expect(answer.body.type).toBe('/problems/plan-refused');
    expect(answer.body.errors).toEqual([
      expect.objectContaining({ at: '/signs/0', row: 't1r6', code: 'sign-shows-hidden' }),
    ]);
    expect(await versions(siteId)).toEqual([]);
  });

  it('names organisations that are registered', async () => {
    const siteId = await aBareSite(test, ministry);
    const zones = [...ministry.plan.zones, aZone({ id: 'strange', organisation: ministry.officer.id })];
    const answer = await put(siteId, { ...ministry.plan, zones }, 0);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(
      expect.objectContaining({ at: '/zones/4/organisation', code: 'unknown-reference' }),
    );
  });

  it('is refused for an unknown field, a wrong type and an instant that is none', async () => {
    const siteId = await aBareSite(test, ministry);
    const control = { row: 't1r35', value: 'required', words: '常に', basis: '区域責任者' };
    const every = (over: object) => ({
      ...ministry.plan,
      zones: ministry.plan.zones.map((zone) => ({ ...zone, ...over })),
    });
    const cases = [
      [{ ...ministry.plan, floors: [] }, '/floors'],
      [every({ class: '2' }), '/zones/0/class'],
      [every({ controls: [{ ...control, from: '2026-02-30T00:00:00Z' }] }), '/zones/0/controls/0/from'],
      [every({ organisation: `urn:uuid:${ministry.organisation}` }), '/zones/0/organisation'],
    ] as const;
    for (const [body, at] of cases) {
      const answer = await put(siteId, body, 0);
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].at).toBe(at);
    }
  });

  it('keeps what it was: an earlier entry names the plan of its moment', async () => {
    const siteId = await aBareSite(test, ministry);
    const first = (await put(siteId, ministry.plan, 0)).body.seq;
    const second = (await put(siteId, withoutServer(ministry.plan), first)).body.seq;
    const then = await get(siteId, `?asOf=${second - 1}`);
    expect(then.body).toEqual(ministry.plan);
    expect(then.headers.etag).toBe(`"${first}"`);
    expect((await get(siteId, `?asOf=${second}`)).body).toEqual(withoutServer(ministry.plan));
    expect((await get(siteId, `?asOf=${first - 1}`)).status).toBe(404);
  });
});

describe('a zone somebody is in', () => {
  const person = '00000000-0000-7000-8000-0000000000aa';

  it('is not closed without a reason', async () => {
    const siteId = await aBareSite(test, ministry);
    const { seq } = (await put(siteId, ministry.plan, 0)).body;
    await enter(siteId, person, 'server');
    const answer = await put(siteId, withoutServer(ministry.plan), seq);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ type: '/problems/zone-occupied', errors: [{ at: '/zones/server' }] });
    expect((await get(siteId)).body).toEqual(ministry.plan);
  });

  it('is closed for one, and the place of who was in it is unknown from then on', async () => {
    const siteId = await aBareSite(test, ministry);
    const { seq } = (await put(siteId, ministry.plan, 0)).body;
    await enter(siteId, person, 'server');
    await enter(siteId, ministry.officer.id, 'office');
    const query = `?closeReason=${encodeURIComponent('山田室長の指示で撤去')}`;
    const answer = await put(siteId, withoutServer(ministry.plan), seq, query);
    expect(answer.body).toMatchObject({ stored: true, occupied: [{ zone: 'server', persons: 1 }] });
    const { rows } = await test.pool.query(
      'select person_id, zone_id, since_seq from presence where site_id = $1 order by 1',
      [siteId],
    );
    expect(rows).toContainEqual({ person_id: person, zone_id: null, since_seq: answer.body.seq });
    expect(rows).toContainEqual({ person_id: ministry.officer.id, zone_id: 'office', since_seq: 1 });
    const [entry] = (await entriesOf(test.pool, siteId)).slice(-1);
    expect(JSON.parse(entry?.text ?? '').effects).toEqual([
      { type: 'presence', person, zone: null, certainty: 'assumed' },
    ]);
    expect(entry?.text).not.toContain('山田');
    const closed = await test.pool.query(
      'select closed_reason from plan_elements where site_id = $1 and closed_reason is not null',
      [siteId],
    );
    expect(closed.rows).toEqual([{ closed_reason: '山田室長の指示で撤去' }]);
  });
});

describe('signs', () => {
  it('are shown without what is hidden', async () => {
    const siteId = await aBareSite(test, ministry);
    const zones = ministry.plan.zones.map((zone) =>
      zone.id === 'office' ? { ...zone, displayName: '総務課' } : zone,
    );
    await put(siteId, { ...ministry.plan, zones }, 0);
    const answer = await test.ask(ministry.officer.token, {
      method: 'GET',
      url: `/api/v1/sites/${siteId}/signs`,
    });
    expect(answer.body.items).toEqual([
      { id: 'to-office', hangsIn: 'hall', zone: 'office', displayName: '総務課', floor: '1F' },
    ]);
  });
});

describe('the schema of a plan', () => {
  it('is published, for anyone', async () => {
    const answer = await test.ask(undefined, { method: 'GET', url: '/api/v1/schemas/site-plan.json' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/schema+json');
    expect(answer.body).toMatchObject({ type: 'object', additionalProperties: false });
    expect(answer.body.properties.zones.items.properties.class.anyOf).toHaveLength(2);
  });
});

describe('sites', () => {
  it('are listed to who holds a role there', async () => {
    const siteId = await aBareSite(test, ministry, '分庁舎');
    await aBareSite(test, ministry, '別館');
    const guard = await aMachine(test, 'guard-desk', [{ role: 'guard', siteId }]);
    const answer = await test.ask(guard, { method: 'GET', url: '/api/v1/sites' });
    expect(answer.body).toMatchObject({ items: [{ id: siteId, name: '分庁舎' }], next: null });
  });

  it('begin a log of their own with the ministry entry that made them', async () => {
    const siteId = await aBareSite(test, ministry);
    const [entry] = await entriesOf(test.pool, siteId);
    expect(entry).toMatchObject({ seq: 1, kind: 'site-created' });
    expect(JSON.parse(entry?.text ?? '').cause.site).toBe('00000000-0000-0000-0000-000000000000');
  });

  it('are made once for one Idempotency-Key', async () => {
    const make = () =>
      test.ask(ministry.officer.token, {
        method: 'POST',
        url: '/api/v1/sites',
        headers: { 'idempotency-key': 'site-1' },
        payload: { name: '一度きり' },
      });
    const [first, second] = [await make(), await make()];
    expect(second.body.id).toBe(first.body.id);
  });
});
