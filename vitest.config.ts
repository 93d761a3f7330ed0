import { defineConfig } from 'vitest/config';
import { testFilesByNeed } from './test/support/test-projects.ts';

const seconds = 1000;
const files = testFilesByNeed();

// The limits are for a busy machine: no test is about time, and one that hangs still ends.
// Files share a worker: what they import is loaded once, and no module keeps anything between them.
export default defineConfig({
  test: {
    maxWorkers: 2,
    teardownTimeout: 60 * seconds,
    projects: [
      {
        test: {
          name: 'pure',
          include: [...files.pure],
          isolate: false,
          testTimeout: 120 * seconds,
        },
      },
      {
        test: {
          name: 'server',
          include: [...files.server],
          globalSetup: 'test/support/database-server.ts',
          isolate: false,
          testTimeout: 300 * seconds,
          hookTimeout: 300 * seconds,
          expect: { poll: { timeout: 60 * seconds } },
        },
      },
      {
        test: {
          name: 'database',
          include: [...files.database],
          globalSetup: 'test/support/database-server.ts',
          isolate: false,
          testTimeout: 300 * seconds,
          hookTimeout: 300 * seconds,
          expect: { poll: { timeout: 60 * seconds } },
        },
      },
      {
        test: {
          name: 'walks',
          include: [...files.walks],
          globalSetup: 'test/support/database-server.ts',
          isolate: false,
          testTimeout: 300 * seconds,
          hookTimeout: 300 * seconds,
          expect: { poll: { timeout: 60 * seconds } },
        },
      },
      {
        test: {
          name: 'processes',
          include: [...files.processes],
          globalSetup: 'test/support/database-server.ts',
          isolate: false,
          testTimeout: 600 * seconds,
          hookTimeout: 600 * seconds,
          expect: { poll: { timeout: 60 * seconds } },
          // One at a time, when the others are done.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'alone',
          include: [...files.alone],
          isolate: false,
          testTimeout: 600 * seconds,
          hookTimeout: 600 * seconds,
          expect: { poll: { timeout: 60 * seconds } },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
