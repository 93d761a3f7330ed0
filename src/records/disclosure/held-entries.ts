import { type Verdict, verdicts } from '../../access/decide/verdicts.ts';
import type { Pool } from '../../db/pool.ts';
import { inMonths, type MonthsOfLog } from '../../live/reading/months-of-log.ts';
import type { Entry } from '../../log/entry/entry.ts';
import { entryKindWords } from '../../log/entry/entry-kind-words.ts';
import { isEntryKind } from '../../log/entry/entry-kinds.ts';
import { parseEntry } from '../../log/entry/parse-entry.ts';
import { isRecordClass } from '../../log/entry/record-classes.ts';
import { personsIn } from '../../log/entry/subject.ts';
import { rowsAtOnce } from '../rows/record-asked.ts';
import type { DisclosedRow } from './disclosed-row.ts';
import { type HeldWords, noPurposes } from './load-held-rows.ts';
import { personalTold } from './tables/personal-told.ts';
import { tellFields } from './tell-value.ts';
import { tellZones } from './tell-zones.ts';

type Found = {
  readonly seq: number;
  readonly text: string;
  readonly recordClass: string | null;
  readonly body: string | null;
};

/** What is said where personal data of an entry are of others, too. */
export const ofOthersToo = '（他の人の情報を含むことがあるため、ここには示さない）';

/** The entries of a log that name somebody anywhere in their text, page by page up to its end, with what stands under their digests. */
export async function* heldEntries(
  pool: Pool,
  log: {
    readonly siteId: string;
    readonly head: number;
    readonly months: MonthsOfLog;
  },
  persons: readonly string[],
  words: HeldWords,
): AsyncGenerator<readonly DisclosedRow[]> {
  const { siteId, head, months } = log;
  for (const { above, below, from, until } of inMonths(months, { above: 0, below: head + 1 }, 'asc')) {
    for (let after = above; ; ) {
      const { rows } = await pool.query<Found>({
        name: 'load-disclosed-entries',
        text: `
          select e.seq, e.text, r.record_class as "recordClass", r.body
          from entries e
          left join personal_records r on r.site_id = e.site_id and r.seq = e.seq and r.recorded_at = e.recorded_at
          where e.site_id = $1 and e.seq > $2 and e.seq < $3 and e.recorded_at >= $4 and e.recorded_at < $5
            -- As whoever acted, was visited, escorted or moved along, too: no column has all of that.
            -- A few are each looked for in the text; of many, whose every visit is one more, what stands in quotes is looked up.
            and case when cardinality($6::text[]) <= 20
              then exists (select from unnest($6) as asked(person) where strpos(e.text, asked.person) > 0)
              else exists (select from string_to_table(e.text, '"') as one(word) where one.word in (select unnest($6))) end
          order by e.seq limit $7`,
        values: [siteId, after, below, from, until, persons, rowsAtOnce],
      });
      yield rows.map((row) => rowOf(row, siteId, persons, words));
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsAtOnce) break;
      after = last.seq;
    }
  }
}

function rowOf(
  { text, recordClass, body }: Found,
  siteId: string,
  persons: readonly string[],
  words: HeldWords,
): DisclosedRow {
  const entry = parseEntry(text);
  const { kind, seq, subject, decision, recordedAt } = entry;
  const places = words.places.get(siteId);
  const to = { instant: words.instant, persons, places, units: words.units, purposes: noPurposes };
  const parts = [
    isEntryKind(kind) ? entryKindWords[kind].ja : kind,
    tellZones(subject, places?.zones),
    ...(subject.door === undefined ? [] : [`扉：${places?.doors.get(subject.door)?.name ?? subject.door}`]),
    ...(decision === null ? [] : [`判定：${verdictWords(decision.verdict)}`]),
    ...(body === null
      ? []
      : [isOfThemAlone(entry, persons) ? tellFields(bodyOf(body), personalTold, to) : ofOthersToo]),
    `記録番号：${seq}`,
  ];
  const keeping = recordClass !== null && isRecordClass(recordClass) ? recordClass : 'ids';
  return {
    held: '記録',
    place: words.sites.get(siteId) ?? null,
    at: entry.at,
    told: parts.filter((part) => part !== '').join('　'),
    kept: words.until(keeping, new Date(recordedAt)),
    table: body === null ? 'entries' : 'entries, personal_records',
  };
}

/** What stands under the digest of an entry: it was written from a value with fields. */
function bodyOf(body: string): object {
  const value: unknown = JSON.parse(body);
  return typeof value === 'object' && value !== null ? value : { value };
}

/** Whether an entry is about them and nobody else: what stands under its digest is then theirs to see. */
function isOfThemAlone({ subject }: Entry, persons: readonly string[]): boolean {
  const concerned = personsIn(subject);
  return concerned.length > 0 && concerned.every((person) => persons.includes(person));
}

/** What was decided, in words; by its code where another version of the program wrote it. */
function verdictWords(verdict: string): string {
  return Object.hasOwn(verdicts, verdict) ? verdicts[verdict as Verdict].ja : verdict;
}
