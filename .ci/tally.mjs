// Counts the tests of all runs: tally.mjs <failed steps> <JSON of the tests that ran once> <JSON of each PostgreSQL's tests>...
// Says by name what failed or was not run, and of a failure what was found instead: the end of an output is what is left of a long one.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [failedSteps = '0', onceOnly = '', ...databases] = process.argv.slice(2);
const say = (line) => process.stdout.write(`${line}\n`);
const filesOf = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).testResults : []);
const count = (tests, wanted) => tests.filter(({ status }) => status === wanted).length;

/** The message alone, without the calls that led there and not at its full length where it shows a whole answer. */
const shortened = (message) => {
  const said = message.split(/^\s+at /m, 1)[0].trimEnd();
  return (said.length > 600 ? `${said.slice(0, 600)} …` : said).replace(/^/gm, '    ');
};

const once = filesOf(onceOnly).flatMap(({ assertionResults }) => assertionResults);
const runs = databases.filter(existsSync).map(filesOf);
const tests = [...once, ...runs.flat().flatMap(({ assertionResults }) => assertionResults)];
for (const { status, fullName, failureMessages = [] } of tests) {
  if (status === 'passed') continue;
  say(`${status === 'failed' ? 'failed' : 'not run'}: ${fullName}`);
  for (const message of failureMessages) say(shortened(message));
}

// The store is asked of every PostgreSQL: the project `server` of the tests.
const names = runs.map((files) => new Set(files.map(({ name }) => relative(process.cwd(), name))));
const missed = [...new Set(names.flatMap((one) => [...one]))]
  .filter((name) => name.startsWith('test/store/'))
  .filter((name) => !names.every((one) => one.has(name)));
for (const name of missed) say(`failed: ${name} did not run on every PostgreSQL`);

const passed = count(tests, 'passed');
// A step that failed without a failed test (a type error, a file that cannot be loaded) is a failure all the same.
const failed = Math.max(count(tests, 'failed') + missed.length, Number(failedSteps), passed === 0 ? 1 : 0);

say(
  `${count(once, 'passed')} tests ran without PostgreSQL of the tests, all others on one of ${runs.length} or on each`,
);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
