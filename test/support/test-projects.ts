import { join } from 'node:path';
import { filesOf } from './source-files.ts';
import { importsOf } from './source-imports.ts';

/**
 * What a test file needs to run: nothing; the PostgreSQL of the tests; that, for whole days or every route, whose statements the
 * tests of each room run too; that and the service as a process; or only what it starts itself, another PostgreSQL among it.
 */
export type TestNeeds = 'pure' | 'database' | 'walks' | 'processes' | 'alone';

/** Whoever loads one of these asks the PostgreSQL of the tests. */
const ofTheServer = ['support/database.ts', 'support/server-connection.ts'];

/** Folders of tests that go through the whole service. */
const walking = ['journeys/', 'upkeep/'];

/** The test files of the checkout by what they need, which their imports say: a new test sorts itself. */
export function testFilesByNeed(): Readonly<Record<TestNeeds, readonly string[]>> {
  const files = filesOf('test');
  const targets = new Map<string, string[]>();
  for (const { file, target, typeOnly } of importsOf(files)) {
    if (!typeOnly) targets.set(file, [...(targets.get(file) ?? []), target]);
  }
  const needsOf = (file: string): TestNeeds => {
    const reached = reachedFrom(file, targets);
    const asksServer = ofTheServer.some((one) => reached.has(one));
    const startsPrograms = reached.has('node:child_process') || file.startsWith('store/');
    if (!asksServer) return startsPrograms ? 'alone' : 'pure';
    if (startsPrograms && !file.startsWith('store/')) return 'processes';
    return walking.some((folder) => file.startsWith(folder)) ? 'walks' : 'database';
  };
  const tests = files.map(({ file }) => file).filter((file) => file.endsWith('.test.ts'));
  const of = (need: TestNeeds) =>
    tests.filter((file) => needsOf(file) === need).map((file) => join('test', file));
  return {
    pure: of('pure'),
    database: of('database'),
    walks: of('walks'),
    processes: of('processes'),
    alone: of('alone'),
  };
}

/** Everything that a file of `test` loads, directly or through other files of `test`. */
function reachedFrom(file: string, targets: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const one of reached) for (const target of targets.get(one) ?? []) reached.add(target);
  return reached;
}
