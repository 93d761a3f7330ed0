import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givableRoles, scopeOf } from '../../src/operators/roles/judge-role-draft.ts';
import { aFilledOffice, type FilledOffice } from '../support/a-filled-office.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let office: FilledOffice;
let machine: string;
beforeAll(async () => {
  test = await startTestApp();
  office = await aFilledOffice(test);
  const { siteId } = office;
  const zones = office.parameters.zone ?? [];
  const held = givableRoles.flatMap((role) =>
    scopeOf(role) === 'zone' ? zones.map((scope) => ({ role, siteId, scope })) : [{ role, siteId }],
  );
  machine = await aMachine(test, 'robot', held);
});
afterAll(() => test.close());

/** What stays recorded under the name of whoever did it, by somebody who may because of a role that a machine can be given. */
const named = [
  '/sites/{site}/gap-tasks',
  '/sites/{site}/gap-tasks/{task}/reassign',
  '/sites/{site}/measures',
  '/sites/{site}/permit-waivers',
  '/sites/{site}/permit-waivers/{waiver}/end',
  '/rights-reviews/{quarter}/keep',
  '/rights-reviews/{quarter}/remove',
  '/rights-reviews/{quarter}/sign',
];

describe('a machine that holds every role', () => {
  it.each(named)('does not do what is a named person’s own: %s', async (path) => {
    const { body: document } = await test.ask(undefined, { url: '/openapi.json' });
    const payload = document.paths[`/api/v1${path}`].post.requestBody.content['application/json'].example;
    const url = `/api/v1${path}`.replaceAll(
      /\{(\w+)\}/g,
      (_, name: string) => office.parameters[name]?.[0] ?? '',
    );
    const answer = await test.ask(machine, { method: 'POST', url, payload });
    expect(answer.status, JSON.stringify(answer.body)).toBe(403);
    expect(answer.body.detail).toContain('人が自分の');
  });
});
