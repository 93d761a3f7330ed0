import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ReceptionOfDoc,
  receptionDoc,
  receptionExamples,
  receptionOfDoc,
} from '../../support/reception-of-doc.ts';

const routes = [...receptionDoc.matchAll(/(GET|POST) (\/[a-z][^\s`?）]*)/g)].map(
  ([, method = '', path = '']) => ({ method: method.toLowerCase(), path }),
);

let reception: ReceptionOfDoc;
beforeAll(async () => {
  reception = await receptionOfDoc();
});
afterAll(() => reception.house.test.close());

describe('docs/reception.md', () => {
  it('names routes that the service has', async () => {
    const { body } = await reception.house.test.ask(undefined, { url: '/openapi.json' });
    const known = Object.entries(Object(body.paths)).flatMap(([path, methods]) =>
      Object.keys(Object(methods)).map((method) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`),
    );
    const named = routes.map(({ method, path }) => `${method} /api/v1${path.replace(/\{\w+\}/g, '{}')}`);
    expect(named.filter((one) => !known.includes(one))).toEqual([]);
    expect(named.length).toBeGreaterThan(receptionExamples.length);
  });

  it('has examples that do what they say, one after the other', async () => {
    expect(receptionExamples.length).toBe(receptionDoc.match(/^```http/gm)?.length);
    await reception.follow(reception.house.test.ask, ({ who, time, method, url }, answer) => {
      const wrong = `${who} ${time} ${method} ${url}: ${JSON.stringify(answer.body)}`;
      expect(answer.status, wrong).toBeLessThan(300);
      for (const one of [answer.body.members ?? []].flat()) expect(one.done ?? true, wrong).toBe(true);
      if (who === 'gateway') {
        const verdicts = answer.body.results.map(({ verdict }: { verdict: string }) => verdict);
        expect(verdicts, wrong).toEqual(['wait', 'grant']);
      }
    });
  });
});
