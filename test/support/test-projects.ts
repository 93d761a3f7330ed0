import { join } from 'node:path';
import { filesOf } from './source-files.ts';
import { importsOf } from './source-imports.ts';

/** What a test file needs to run: nothing; a PostgreSQL, also one that it starts; the service or another program as a process. */
export type TestNeeds = 'pure' | 'database' | 'processes';

/** The test files of the checkout by what they need, which their imports say: a new test sorts itself. */
export function testFilesByNeed(): Readonly<Record<TestNeeds, readonly string[]>> {
  const files = filesOf('test');
  const targets = new Map<string, string[]>();
  for (const { file, target, typeOnly } of importsOf(files)) {
    if (!typeOnly) targets.set(file, [...(targets.get(file) ?? []), target]);
  }
  const needsOf = (file: string): TestNeeds => {
    const reached = reachedFrom(file, targets);
    if (file.startsWith('store/')) return 'database';
    if (reached.has('node:child_process')) return 'processes';
    return /^(domain|upkeep)\//.test(file) && !reached.has('support/database.ts') ? 'pure' : 'database';
  };
  const tests = files.map(({ file }) => file).filter((file) => file.endsWith('.test.ts'));
  const of = (need: TestNeeds) =>
    tests.filter((file) => needsOf(file) === need).map((file) => join('test', file));
  return { pure: of('pure'), database: of('database'), processes: of('processes') };
}

/** Everything that a file of `test` loads, directly or through other files of `test`. */
function reachedFrom(file: string, targets: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const one of reached) for (const target of targets.get(one) ?? []) reached.add(target);
  return reached;
}
