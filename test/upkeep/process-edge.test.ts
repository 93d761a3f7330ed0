import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

/** What a file asks of the process it runs in, such as `env` or `pid`. */
const asked = /(?<![\w.-])process\.(\w+)/g;
/** What `db/embedded` asks to start PostgreSQL as a process of its own, and to take it along at the end. */
const ofEmbedded = ['pid', 'platform', 'arch', 'getuid', 'on', 'off', 'prependListener', 'listeners', 'kill'];

const sources = sourceFiles()
  .filter(({ file }) => file !== 'main.ts')
  .map(({ file, text }) => ({ file, text: text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '') }));

describe('below main.ts', () => {
  it('nothing touches the process, but for the embedded server, which is one', () => {
    const found = sources.flatMap(({ file, text }) =>
      [...text.matchAll(asked)].map(([, what = '']) => ({ file, what })),
    );
    const wrong = found.filter(
      ({ file, what }) => !file.startsWith('db/embedded/') || !ofEmbedded.includes(what),
    );
    expect(wrong).toEqual([]);
    expect([...new Set(found.map(({ what }) => what))].toSorted()).toEqual(ofEmbedded.toSorted());
  });

  it('nothing looks at the clock on the wall: what time it is, is told', () => {
    const wrong = sources.filter(({ text }) => /new Date\(\)|Date\.now\(/.test(text));
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });
});
