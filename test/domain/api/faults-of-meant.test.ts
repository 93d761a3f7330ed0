import Fastify from 'fastify';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { buildLateCompilers } from '../../../src/api/edge/late-compilers.ts';
import { setValidators } from '../../../src/api/edge/set-validators.ts';
import { setProblemHandler } from '../../../src/api/faults/set-problem-handler.ts';
import { Name, Nullable, strict } from '../../../src/api/schemas.ts';

const Numeral = Type.String({ pattern: '^[0-9A-Z]+$' });
const Tagged = Type.Union([
  Type.Object({ what: Type.Literal('person'), came: Name, reason: Name }, strict),
  Type.Object({ what: Type.Literal('name'), name: Name, reason: Name }, strict),
  Type.Object({ what: Type.Literal('pass'), pass: Nullable(Numeral), reason: Name }, strict),
]);

const app = Fastify();
setValidators(app, buildLateCompilers());
setProblemHandler(app);
app.post('/tagged', { schema: { body: Tagged } }, async () => ({}));
app.post(
  '/nullable',
  { schema: { body: Type.Object({ pass: Nullable(Numeral) }, strict) } },
  async () => ({}),
);
app.post(
  '/untagged',
  { schema: { body: Type.Union([Type.Object({ a: Name }), Type.Object({ b: Name })]) } },
  async () => ({}),
);

app.post(
  '/many',
  { schema: { body: Type.Object({ a: Name, b: Name, inner: Type.Object({ c: Name, d: Name }) }) } },
  async () => ({}),
);

async function faultsOf(url: string, payload: object) {
  const answer = await app.inject({ method: 'POST', url, payload });
  expect(answer.statusCode).toBe(400);
  return answer.json().errors;
}

const hidden = expect.stringContaining('名前は使えません');

describe('what is said of a body that may have several shapes', () => {
  it.each([
    ['a bad name', { what: 'name', name: ' ', reason: '誤記' }, '/name', hidden],
    ['a bad name in what all have', { what: 'person', came: '佐藤', reason: ' ' }, '/reason', hidden],
    ['a field that is missing', { what: 'person', reason: '誤記' }, '/came', '必要な項目です'],
    [
      'a field of another shape',
      { what: 'name', name: '佐藤', pass: 'A', reason: '誤記' },
      '/pass',
      expect.any(String),
    ],
    [
      'a pass of no spelling',
      { what: 'pass', pass: 'a 1', reason: '誤記' },
      '/pass',
      expect.stringContaining('書き方'),
    ],
    [
      'a pass of another type',
      { what: 'pass', pass: 1, reason: '誤記' },
      '/pass',
      '次のいずれかにしてください: 文字列, null',
    ],
    [
      'a shape there is not',
      { what: 'door', reason: '誤記' },
      '/what',
      '次のいずれかにしてください: person, name, pass',
    ],
    ['no shape', { name: '佐藤', reason: '誤記' }, '/what', '次のいずれかにしてください: person, name, pass'],
    [
      'the name of a method',
      { what: 'constructor' },
      '/what',
      '次のいずれかにしてください: person, name, pass',
    ],
  ])('is one line for %s', async (_, body, at, message) => {
    expect(await faultsOf('/tagged', body)).toEqual([{ at, message }]);
  });

  it('is one line for what may be null and is neither', async () => {
    expect(await faultsOf('/nullable', { pass: '' })).toMatchObject([{ at: '/pass' }]);
    expect(await faultsOf('/nullable', { pass: 1 })).toEqual([
      { at: '/pass', message: '次のいずれかにしてください: 文字列, null' },
    ]);
  });

  it('is everything where nobody can tell which shape was meant', async () => {
    expect(await faultsOf('/untagged', { c: 1 })).toHaveLength(3);
  });
});

describe('what is said of a body in which fields are missing', () => {
  it.each([
    [{}, ['/a', '/b', '/inner']],
    [{ b: '甲' }, ['/a', '/inner']],
    [{ a: '甲', b: '乙', inner: {} }, ['/inner/c', '/inner/d']],
    [{ a: '甲', b: '乙', inner: { d: '丙' } }, ['/inner/c']],
  ])('of %j names every one of an object at once', async (body, missing) => {
    expect(await faultsOf('/many', body)).toEqual(missing.map((at) => ({ at, message: '必要な項目です' })));
  });
});
