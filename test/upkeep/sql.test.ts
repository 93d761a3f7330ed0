import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

/** Where raw statements have no name, and why. */
const unnamed: Readonly<Record<string, string>> = {
  'alarms/find-alarms.ts': 'a list composes its conditions: each is another statement',
  'log/insiders/digest-versions.ts': 'digests every table that it is given: each is another statement',
  'log/insiders/look-for-rows-without-entry.ts':
    'looks over every table that it finds: each is another statement',
  'demo/mark-demo.ts': 'marks and clears a whole database, before anything of ours is in it',
};

/** `db/` makes, migrates and watches the database itself. */
const ofDatabase = (file: string): boolean => file.startsWith('db/');

/** What only governs a transaction, a connection or the partitions. */
const governing = /^(begin|commit|rollback|set local|listen|select make_months\()/;

const rawStatement = /\.query(?:<[^()]*>)?\(\s*(['"`])([\s\S]*?)\1/g;
/** Neither words nor an object with words: nobody can see here what is run. */
const unseenStatement = /\.query(?:<[^()]*>)?\(\s*[^\s{'"`][^\n]*/g;
const statementText = /(?:name: '([\w-]+)',\s*(?:\/\/[^\n]*\s*)*)?\btext: (?:[`']|\w+Sql\()/g;

/** `api/openapi/examples/` shows bodies, some of which hold a text. */
const isExample = (file: string): boolean => file.startsWith('api/openapi/examples/');

const sources = sourceFiles().filter(
  ({ file }) => !ofDatabase(file) && !isExample(file) && !(file in unnamed),
);

describe('SQL', () => {
  it('is never run by the builder’s execute', () => {
    const wrong = sourceFiles().filter(({ text }) => /\.execute\s*[<(]/.test(text));
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  it('is the builder’s, or has a name under which it is planned once a connection', () => {
    const wrong = sources.flatMap(({ file, text }) => [
      ...[...text.matchAll(rawStatement)]
        .filter(([, , statement = '']) => !governing.test(statement))
        .map(([, , statement]) => `${file}: ${statement}`),
      ...[...text.matchAll(unseenStatement)].map(([match]) => `${file}: ${match}`),
      ...[...text.matchAll(statementText)]
        .filter(([, name]) => name === undefined)
        .map(([match]) => `${file}: ${match}`),
    ]);
    expect(wrong).toEqual([]);
  });

  it('has no name twice: the second statement would be refused', () => {
    const names = sourceFiles().flatMap(({ text }) =>
      [...text.matchAll(statementText)].map(([, name]) => name),
    );
    const known = names.filter((name) => name !== undefined);
    expect(known.length).toBeGreaterThan(40);
    expect(known.filter((name, at) => known.indexOf(name) !== at)).toEqual([]);
  });

  it('is excused only where it is', () => {
    const excused = sourceFiles().filter(({ file }) => file in unnamed);
    expect(excused.map(({ file }) => file).toSorted()).toEqual(Object.keys(unnamed).toSorted());
    for (const { file, text } of excused) expect(text, file).toMatch(/\.query[<(]/);
  });
});
