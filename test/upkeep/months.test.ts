import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

/** Whatever is partitioned by month and asked for with no time opens every month there is (ADR 0050). */
const monthly = '(?:entries|entry_persons|personal_records)';
const asked = new RegExp(`\`[^\`]*\\b(?:from|join) ${monthly}\\b[^\`]*\``, 'g');
const boundInTime = /recorded_at\s*(?:[=<>]|between)/;

/** Which statements are not bound there, and why. */
const unbound: Readonly<Record<string, string>> = {
  'access/batch/read/load-pending-reads.ts':
    'backwards from the newest, of whoever stands before an open door: the first month answers',
  'access/batch/read/prepare-late.ts': 'its bound is given by whoever asks',
  'access/state/passers-sql.ts': 'composed: `passedLately` is bound by months',
  'live/entries/event-sources.ts': 'composed: the stretch is bound by months',
  'live/reading/month-book.ts': 'finds where a log begins, once a service',
  'log/insiders/build-insider-watch.ts': 'the last of a rare kind, once a run of a service',
  'log/insiders/load-recorded-digests.ts': 'the last of a rare kind of each log, once a run of a service',
  'log/insiders/look-for-rows-without-entry.ts':
    'by the numbers of the last minute: every other month answers none by its key',
  'log/insiders/load-recorded-mark.ts': 'the last of a rare kind, once a run of a service',
  'operators/tokens/build-token-watch.ts': 'since when a log is kept: its oldest month answers',
  'replay/count-record.ts': 'counts a whole log, once',
  'visitors/corrections/load-corrections.ts':
    'an index of the log that knows no time: hardly any member has one',
};

const sources = sourceFiles();

describe('a statement on what stands in months', () => {
  it('is bound by when it was recorded', () => {
    const wrong = sources.flatMap(({ file, text }) =>
      [...text.matchAll(asked)].filter(([one]) => !boundInTime.test(one)).map(() => file),
    );
    expect([...new Set(wrong)].toSorted()).toEqual(Object.keys(unbound).toSorted());
  });

  it('is so by the builder, too', () => {
    const wrong = sources.filter(
      ({ file, text }) =>
        /\.from\((?:entries|entryPersons|personalRecords)\)/.test(text) &&
        !/recordedAt/.test(text) &&
        !(file in unbound),
    );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });
});
