import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importLinesOf } from './source-imports.ts';

/** What a test file needs to run: nothing, a PostgreSQL, or programs that it starts and ends. */
export type TestNeeds = 'pure' | 'database' | 'processes';

/** The test files of the checkout by what they need, which their imports say: a new test sorts itself. */
export function testFilesByNeed(): Readonly<Record<TestNeeds, readonly string[]>> {
  const imports = valueImports();
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .toSorted();
  const needsOf = (file: string): TestNeeds => {
    const reached = reachedFrom(file, imports);
    if (reached.has('node:child_process')) return 'processes';
    return /^(domain|upkeep)\//.test(file) && !reached.has('support/database.ts') ? 'pure' : 'database';
  };
  const of = (need: TestNeeds) =>
    files.filter((file) => needsOf(file) === need).map((file) => join('test', file));
  return { pure: of('pure'), database: of('database'), processes: of('processes') };
}

/** What the files of `test` load, by file. */
function valueImports(): ReadonlyMap<string, readonly string[]> {
  const targets = new Map<string, string[]>();
  for (const { file, target, typeOnly } of importLinesOf('test')) {
    if (!typeOnly) targets.set(file, [...(targets.get(file) ?? []), target]);
  }
  return targets;
}

/** Everything that a file loads, directly or through other files of `test`. */
function reachedFrom(file: string, imports: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const one of reached) for (const target of imports.get(one) ?? []) reached.add(target);
  return reached;
}
