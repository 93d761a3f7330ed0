import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrayText, jsonLines } from '../../src/db/array-text.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const read = async (sql: string, parameter: string): Promise<unknown> =>
  (await test.pool.query(`select ${sql} as value`, [parameter])).rows[0].value;

/** PostgreSQL's text holds no NUL; a lone surrogate is no character. */
const anyText = fc.oneof(
  fc.constantFrom('', 'null', 'NULL', '{}', 'a,b', '"', '\\', '\\"', "'", '髙﨑𠮷', ' '),
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed() && !text.includes('\0')),
);

describe('arrayText', () => {
  it('is read as the texts it was made of, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(anyText)), async (texts) => {
        expect(await read('$1::text[]', arrayText(texts))).toEqual(texts);
      }),
    );
  });

  it('is read as the numbers, instants and bytes it was made of', async () => {
    const numbers = [0, -1, 2 ** 53 - 1, null];
    expect(await read('$1::int8[]::float8[]', arrayText(numbers))).toEqual(numbers);
    const instants = [new Date('1970-01-01T00:00:00.000Z'), new Date('2026-04-01T00:00:00.123Z'), undefined];
    expect(await read('$1::timestamptz[]', arrayText(instants))).toEqual([instants[0], instants[1], null]);
    const bytes = [Buffer.from([0, 255, 34, 92]), Buffer.alloc(0), null];
    expect(await read('$1::bytea[]', arrayText(bytes))).toEqual(bytes);
  });
});

describe('jsonLines', () => {
  it('is read as the JSON texts it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText), async (texts) => {
        const json = texts.map((text) => JSON.stringify({ text }));
        expect(await read("string_to_array($1, E'\\n')", jsonLines(json))).toEqual(json);
      }),
    );
  });
});
