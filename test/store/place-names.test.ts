import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPlaceBook } from '../../src/live/entries/place-book.ts';
import { findLogSpan } from '../../src/live/reading/find-log-span.ts';
import { examplePlan } from '../../src/zones/plan/example-plan.ts';
import { aSite } from '../support/a-site.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

describe('what the places of a site are called', () => {
  it('is read from its plan: zones, doors with what they stand between, and desks', async () => {
    const siteId = await aSite(test, examplePlan);
    const span = await findLogSpan(test.pool, siteId);
    if (span === undefined) throw new Error('no such site');
    const { zones, doors, desks } = await buildPlaceBook(test.pool).of(siteId, span);
    expect(zones.get('hall')).toBe(examplePlan.zones.find(({ id }) => id === 'hall')?.name);
    expect([...doors.keys()].sort()).toEqual(examplePlan.doors.map(({ id }) => id).sort());
    expect(desks).toEqual(new Map([['front', '総合受付']]));
  });
});
