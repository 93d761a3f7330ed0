import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/cli/commands/replay.ts';
import { packageFolder } from '../../src/db/package-folder.ts';
import { decodeText } from '../../src/kernel/decode-text.ts';
import { badgeColumns, parseBadgeReads } from '../../src/replay/parse-badge-reads.ts';

const inPackage = (path: string) => readFileSync(join(packageFolder(), path));
const said = ['README.md', 'docs/replay.md'].map((path) => inPackage(path).toString());
const help = Object.values(replay.help);

describe('the example of badge reads', () => {
  const path = 'examples/badge-reads.csv';

  it('is delivered, and is the file that is told of', () => {
    const { files } = JSON.parse(inPackage('package.json').toString());
    expect(files).toContain('examples');
    for (const text of [...said, ...help]) expect(text).toContain(`replay ${path}`);
  });

  it('is read whole', () => {
    const parsed = parseBadgeReads(decodeText(inPackage(path)) ?? '', 'Asia/Tokyo');
    expect(parsed.ok && parsed.value.badLines).toEqual([]);
    expect(parsed.ok && new Set(parsed.value.reads.map(({ zone }) => zone)).size).toBe(6);
  });

  it('has the columns that README, page and help name', () => {
    for (const text of [...said, ...help]) {
      for (const column of badgeColumns) expect(text).toContain(column);
    }
  });
});
