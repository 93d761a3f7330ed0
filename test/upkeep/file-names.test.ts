import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

/** Files that hold a family of equals, of which none is the main one: which, and why they stand together. */
const families: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)tables\.ts$/, 'the tables a room owns'],
  [/(^|\/|-)schemas\.ts$/, 'the bodies that the routes of a slice take and give'],
  [/^(main|app)\.ts$/, 'the process and what it is composed of'],
  [/^db\/columns\.ts$/, 'the types of columns that every tables.ts uses'],
  [/^kernel\/ids\.ts$/, 'the kinds of ids, and how one is made'],
  [/^access\/doors\/(gateway-events|move-door)\.ts$/, 'what events of one sort do, one function each'],
  [/^access\/state\/counts\.ts$/, 'the two ways to count who is in a zone'],
  [/^access\/presence\/load-history\.ts$/, 'the histories of a person and of a zone'],
  [/^api\/etag\.ts$/, 'how a version is written into a header and read from one'],
  [/^visitors\/lists\/parse-list-cells\.ts$/, 'the cells of a list of visitors, a reader each'],
  [/^zones\/plan\/plan-graph\.ts$/, 'the questions that zones and ways answer'],
  [/^zones\/regulation\/columns\.ts$/, 'the columns of the tables that ask about two zones'],
];

const exported = /^export (?:async )?(?:function\*?|const|class|type) (\w+)/gm;

const files = sourceFiles().map(({ file, text }) => ({
  file,
  exports: [...text.matchAll(exported)].map(([, name = '']) => name),
}));

/** `find-site.ts` for `findSite`, `entry-kinds.ts` for `EntryKind` or `entryKinds`. */
function bearsName(file: string, exports: readonly string[]): boolean {
  const own = inOneWord(basename(file, '.ts'));
  return exports.map(inOneWord).some((name) => name === own || `${name}s` === own || name === `${own}s`);
}

function inOneWord(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}

describe('a file of src', () => {
  const unnamed = files
    .filter(({ file, exports }) => !bearsName(file, exports))
    .map(({ file }) => file)
    .toSorted();
  const isFamily = (file: string) => families.some(([pattern]) => pattern.test(file));

  it('bears the name of something it exports, unless it holds a family of equals', () => {
    expect(unnamed.filter((file) => !isFamily(file))).toEqual([]);
  });

  it('is spelled in lower case with hyphens, and no two of a room differ in a plural alone', () => {
    const spelled = /^[a-z0-9]+(-[a-z0-9]+)*\.ts$/;
    expect(files.filter(({ file }) => !spelled.test(basename(file)))).toEqual([]);
    const alike = files
      .map(({ file }) => file)
      .filter((file) => files.some((one) => one.file === `${file.slice(0, -3)}s.ts`));
    expect(alike).toEqual([]);
  });

  it('has a family listed only where one is needed', () => {
    expect(families.filter(([pattern]) => !unnamed.some((file) => pattern.test(file)))).toEqual([]);
  });
});
