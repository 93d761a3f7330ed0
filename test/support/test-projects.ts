import { join } from 'node:path';
import { filesOf } from './source-files.ts';
import { importsOf } from './source-imports.ts';

/**
 * What a test file needs to run: nothing; the PostgreSQL of the tests, each that is supported (`server`: the store), or any (`database`), or any for whole days and every route (`walks`); a browser (`browser`); the service as a process beside it; or only what it
 * starts itself, another PostgreSQL among it.
 */
export type TestNeeds = 'pure' | 'server' | 'database' | 'walks' | 'browser' | 'processes' | 'alone';

/** Whoever loads one of these asks the PostgreSQL of the tests. */
const ofTheServer = ['support/database.ts', 'support/server-connection.ts'];

/** What the folder of a test that asks PostgreSQL says of it; any other is `database`. */
const needsByFolder = {
  'store/': 'server',
  'journeys/': 'walks',
  'upkeep/': 'walks',
} as const satisfies Record<string, TestNeeds>;

/** Folders whose tests go by their folder also where they start programs: these are none that must be built before, or left alone. */
const besidesPrograms = ['store/', 'upkeep/'];

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
    if (reached.has('playwright-core')) return 'browser';
    if (!asksServer) return startsPrograms ? 'alone' : 'pure';
    if (startsPrograms && !besidesPrograms.some((folder) => file.startsWith(folder))) return 'processes';
    return Object.entries(needsByFolder).find(([folder]) => file.startsWith(folder))?.[1] ?? 'database';
  };
  const tests = files.map(({ file }) => file).filter((file) => file.endsWith('.test.ts'));
  const of = (need: TestNeeds) =>
    tests.filter((file) => needsOf(file) === need).map((file) => join('test', file));
  return {
    pure: of('pure'),
    server: of('server'),
    database: of('database'),
    walks: of('walks'),
    browser: of('browser'),
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
