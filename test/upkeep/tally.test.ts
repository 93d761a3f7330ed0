import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFolder, type Folder } from '../support/folder.ts';
import { testFilesByNeed } from '../support/test-projects.ts';

let folder: Folder;
beforeAll(async () => {
  folder = await aFolder();
});
afterAll(() => folder.remove());

type Run = Readonly<Record<string, readonly ('passed' | 'failed' | 'skipped')[]>>;

const once: Run = { 'test/domain/a.test.ts': ['passed'] };
const database: Run = { 'test/api/b.test.ts': ['passed'] };
const byNeed = testFilesByNeed();

/** What the tally says of some runs, and its exit code. */
async function tallyOf(failedSteps: number, runs: readonly Run[]) {
  const paths = await Promise.all(
    runs.map(async (run, index) => {
      const path = join(folder.path, `${index}.json`);
      await writeFile(path, JSON.stringify({ testResults: Object.entries(run).map(resultOf) }));
      return path;
    }),
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    ['.ci/tally.mjs', String(failedSteps), ...paths, join(folder.path, 'never-written.json')],
    { encoding: 'utf8' },
  );
  return { status, lines: stdout.trimEnd().split('\n') };
}

function resultOf([file, statuses]: [string, Run[string]]) {
  return {
    name: join(process.cwd(), file),
    assertionResults: statuses.map((status, index) => ({
      status,
      fullName: `test ${index + 1}`,
      failureMessages: status === 'failed' ? [`expected 1\nto be 2\n    at ${file}:1:1\n    at more`] : [],
    })),
  };
}

describe('the tally of the checks', () => {
  it('counts the tests of every run', async () => {
    expect(await tallyOf(0, [once, database, database])).toEqual({
      status: 0,
      lines: [
        '1 tests ran without PostgreSQL of the tests, all others on one of 2 or on each',
        '3 passed, 0 failed',
      ],
    });
  });

  it('names what failed, with what was found instead, and what was not run', async () => {
    const { status, lines } = await tallyOf(1, [
      once,
      { 'test/api/b.test.ts': ['failed', 'skipped', 'passed'] },
    ]);
    expect({ status, last: lines.at(-1) }).toEqual({ status: 1, last: '2 passed, 1 failed' });
    expect(lines.slice(0, 4)).toEqual(['failed: test 1', '    expected 1', '    to be 2', 'not run: test 2']);
  });

  it('is a failure when a step failed, though every test passed', async () => {
    const { status, lines } = await tallyOf(2, [once, database, database]);
    expect({ status, last: lines.at(-1) }).toEqual({ status: 1, last: '3 passed, 2 failed' });
  });

  it('is a failure when the tests of the store were missing on one PostgreSQL', async () => {
    const store: Run = Object.fromEntries(byNeed.server.map((file) => [file, ['passed']]));
    const { status, lines } = await tallyOf(0, [once, store, {}]);
    const count = byNeed.server.length;
    expect({ status, last: lines.at(-1) }).toEqual({
      status: 1,
      last: `${count + 1} passed, ${count} failed`,
    });
    expect(lines).toContain(`failed: ${byNeed.server[0]} did not run on every PostgreSQL`);
  });

  it('is none when a walk, or a test of a room, was asked of one alone', async () => {
    const { status, lines } = await tallyOf(0, [once, database, { [byNeed.walks[0] ?? '']: ['passed'] }]);
    expect({ status, last: lines.at(-1) }).toEqual({ status: 0, last: '3 passed, 0 failed' });
  });

  it('is a failure when nothing ran', async () => {
    const { status, lines } = await tallyOf(0, []);
    expect({ status, last: lines.at(-1) }).toEqual({ status: 1, last: '0 passed, 1 failed' });
  });
});
