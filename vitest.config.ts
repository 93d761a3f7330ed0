import { defineConfig } from 'vitest/config';
import { testFilesByNeed } from './test/support/test-projects.ts';

const seconds = 1000;
const files = testFilesByNeed();
/** The longest test takes a minute on a quiet machine with two cores, and eight where there is work for fifteen. */
const limits = { testTimeout: 900 * seconds, hookTimeout: 900 * seconds };
/** What is waited for comes in a second or two, and on a machine that has ten times too much to do in a minute. */
const patient = { poll: { timeout: 180 * seconds } };

// The limits are for a busy machine: no test is about time, and one that hangs still ends. No test has a shorter one of its own
// (test/upkeep/time-limits.test.ts).
// Files share a worker: what they import is loaded once, and no module keeps anything between them.
export default defineConfig({
  test: {
    maxWorkers: 2,
    teardownTimeout: 60 * seconds,
    // `.ci/run` starts it three times: what was compiled for the first is there for the others.
    experimental: { fsModuleCache: true },
    projects: [
      {
        test: {
          name: 'pure',
          include: [...files.pure],
          isolate: false,
          ...limits,
          expect: patient,
        },
      },
      {
        test: {
          name: 'server',
          include: [...files.server],
          globalSetup: 'test/support/database-server.ts',
          isolate: false,
          ...limits,
          expect: patient,
        },
      },
      {
        test: {
          name: 'database',
          include: [...files.database],
          globalSetup: 'test/support/database-server.ts',
          isolate: false,
          ...limits,
          expect: patient,
        },
      },
      {
        test: {
          name: 'walks',
          include: [...files.walks],
          globalSetup: 'test/support/database-server.ts',
          isolate: false,
          ...limits,
          expect: patient,
        },
      },
      {
        test: {
          name: 'browser',
          include: [...files.browser],
          globalSetup: 'test/support/database-server.ts',
          isolate: false,
          ...limits,
          expect: patient,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'processes',
          include: [...files.processes],
          globalSetup: 'test/support/database-server.ts',
          isolate: false,
          ...limits,
          expect: patient,
          // When the others are done: much of their time they wait, frozen or for a restart.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'alone',
          include: [...files.alone],
          // Much of their time programs start and end.
          maxWorkers: 4,
          isolate: false,
          ...limits,
          expect: patient,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
