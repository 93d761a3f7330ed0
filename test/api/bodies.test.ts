import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSite } from '../support/a-site.ts';
import { type BodyOperation, bodyOperations } from '../support/body-operations.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const gatewayPost = 'post /api/v1/gateway/events';

let test: TestApp;
let operations: readonly BodyOperation[];
beforeAll(async () => {
  test = await startTestApp();
  operations = await bodyOperations(test, await aSite(test));
});
afterAll(() => test.close());

const problem = (code: string) => expect.objectContaining({ type: `/problems/${code}` });

describe('a body', () => {
  it('that is nested 500,000 deep around hidden characters is answered shortly', async () => {
    const deep = (text: string) => `${'['.repeat(500_000)}${text}${']'.repeat(500_000)}`;
    for (const { name, send } of operations) {
      const answer = await send(deep(Array.from({ length: 50 }, () => '"\\u202e"').join()));
      expect([400, 413], name).toContain(answer.status);
      expect(JSON.stringify(answer.body).length, name).toBeLessThan(500);
    }
  });

  it('is taken up to so many bytes and values, and no further', async () => {
    expect(operations.length).toBeGreaterThan(30);
    for (const { name, bounds, send } of operations) {
      const full = `{"a":"${'a'.repeat(bounds.bytes - 8)}"}`;
      expect((await send(full)).status, name).not.toBe(413);
      expect((await send(`${full} `)).body, name).toEqual(problem('body-too-large'));
      const values = (count: number) => `[${'1,'.repeat(count - 2)}1]`;
      expect((await send(values(bounds.values))).status, name).not.toBe(413);
      expect((await send(values(bounds.values + 1))).body, name).toEqual(problem('body-too-large'));
    }
  });

  it('of another shape is told in Japanese, with a place in it or beside it', async () => {
    const wrong = ['[]', '{"nothing":1,"epoch":1,"name":[],"zones":"x","reason":5}'];
    for (const { name, send } of operations) {
      for (const payload of wrong) {
        const { status, body } = await send(payload);
        if (status !== 400) continue;
        for (const { at, message } of body.errors ?? []) {
          expect(at, `${name} ${payload}`).toMatch(/^($|\/)/);
          expect(message, `${name} ${payload}`).toMatch(/[ぁ-ん]/);
        }
      }
    }
  });

  it('of a plan tells at once every list that is missing', async () => {
    const plan = operations.find(({ name }) => name === 'put /api/v1/sites/{site}/plan');
    const answer = await plan?.send('{"site":{"name":"庁舎"}}');
    const lists = ['zones', 'boundaries', 'doors', 'readers', 'gateways', 'schedules', 'signs', 'calendar'];
    const missing = ['site/timeZone', ...lists].map((at) => ({ at: `/${at}`, message: '必要な項目です' }));
    expect(answer?.status).toBe(400);
    expect(answer?.body.errors).toHaveLength(missing.length);
    expect(answer?.body.errors).toEqual(expect.arrayContaining(missing));
  });

  it('of 16 MB is read in pieces, and refused as a small one is', async () => {
    const plan = operations.find(({ name }) => name === 'put /api/v1/sites/{site}/plan');
    const filler = `"signs":[${'{"id":"x"},'.repeat(200_000)}{}]`;
    const detail = expect.stringContaining('JSON として読めません');
    expect(await plan?.send(`{${filler}`)).toMatchObject({ status: 400, body: { detail } });
    expect(await plan?.send(`{${filler},}`)).toMatchObject({ status: 400, body: { detail } });
    const twice = await plan?.send(`{${filler},"site":{"name":1,"name":2}}`);
    expect(twice?.body.errors).toEqual([{ at: '/site/name', message: expect.stringContaining('二度') }]);
    const poisoned = await plan?.send(`{${filler},"__proto__":{"zones":[]}}`);
    expect(poisoned).toMatchObject({ status: 400, body: problem('bad-request') });
    const hidden = await plan?.send(`{${filler},"zones":"\u202e"}`);
    expect(hidden?.body.errors).toMatchObject([{ at: '/zones' }]);
    expect((await plan?.send(`{${filler}}`))?.body.errors[0].at).toMatch(/^\//);
    const long = `{"signs":"${'x'.repeat(65_537)}"}`;
    expect(await plan?.send(long)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('65536') },
    });
  });

  it('is taken 32 deep and no deeper, where a fault is not only of one event', async () => {
    for (const { name, send } of operations.filter((one) => one.name !== gatewayPost)) {
      const answer = await send(`${'['.repeat(33)}${']'.repeat(33)}`);
      expect(answer, name).toMatchObject({ status: 400, body: { detail: expect.stringContaining('32 段') } });
    }
  });

  it('is taken with no more different keys than any of ours comes near', async () => {
    const wide = `{${Array.from({ length: 501 }, (_, index) => `"k${index}":1`).join()}}`;
    for (const { name, send } of operations.filter((one) => one.name !== gatewayPost)) {
      const detail = expect.stringContaining('種類まで');
      expect(await send(wide), name).toMatchObject({ status: 400, body: { detail } });
    }
  });

  it('says nothing twice, at whatever depth and however the key is written', async () => {
    for (const { name, send } of operations.filter((one) => one.name !== gatewayPost)) {
      const bodies = { '/a': '{"a":1,"a":2}', '/b/0/a': '{"b":[{"a":1,"\\u0061":1}]}' };
      for (const [at, body] of Object.entries(bodies)) {
        const answer = await send(body);
        expect(answer, name).toMatchObject({ status: 400, body: problem('bad-request') });
        expect(answer.body.errors, name).toEqual([{ at, message: expect.stringContaining('二度') }]);
      }
    }
  });

  it('is told at most twenty of its faults, and that there are more', async () => {
    const hidden = JSON.stringify({ said: Array.from({ length: 100 }, () => '\u202e') });
    for (const { name, send } of operations.filter((one) => one.name !== gatewayPost)) {
      expect((await send(hidden)).body.errors, name).toHaveLength(20);
    }
  });

  it('is told where a fault lies in 200 characters, however long the names are that lead there', async () => {
    const long = 'k'.repeat(5_000);
    for (const { name, send } of operations.filter((one) => one.name !== gatewayPost)) {
      for (const body of [{ [long]: { [long]: '\u202e' } }, { [long]: 1 }]) {
        const { errors } = (await send(JSON.stringify(body))).body;
        for (const { at } of errors) expect(at.length, name).toBeLessThanOrEqual(200);
      }
    }
  });
});
