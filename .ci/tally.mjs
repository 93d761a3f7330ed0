// Counts the tests of all runs: tally.mjs <failed steps> <vitest's JSON>... Says by name what was not run.
import { existsSync, readFileSync } from 'node:fs';

const [failedSteps = '0', ...reports] = process.argv.slice(2);
let passed = 0;
let failed = 0;

for (const path of reports) {
  if (!existsSync(path)) continue;
  const report = JSON.parse(readFileSync(path, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  for (const { status, fullName } of tests) {
    if (status === 'failed') process.stdout.write(`failed: ${fullName}\n`);
    else if (status !== 'passed') process.stdout.write(`not run: ${fullName}\n`);
  }
}

// A step that failed without a failed test (a type error, a file that cannot be loaded) is a failure all the same.
failed = Math.max(failed, Number(failedSteps));
if (passed === 0 && failed === 0) failed = 1;

process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
