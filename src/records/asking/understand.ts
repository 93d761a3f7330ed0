import { DateTime } from 'luxon';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { personKindWords } from '../kinds/person-kind-words.ts';
import { type RecordKind, recordKinds } from '../kinds/record-kinds.ts';
import { isRegister } from '../kinds/register-kinds.ts';
import { kindsMeant } from '../search/kinds-meant.ts';
import { type Ground, readWords } from '../search/read-words.ts';
import type { SearchAsked } from '../search/search-asked.ts';
import { searchSays } from '../search/search-says.ts';
import { missingColumns } from './missing-columns.ts';

/** What a record is asked for, as it was sent. */
export type Question = {
  readonly record: RecordKind;
  readonly zone?: string | undefined;
  readonly class?: number | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly search: SearchAsked;
  /** Of reads: of whom, by their id. */
  readonly of?: string | undefined;
  /** The same in words; what the rest of the question says goes before. */
  readonly words?: string | undefined;
};

/** A question as it was understood: where, when, what is searched for, and how that reads. */
export type UnderstoodQuestion = {
  readonly zone?: string | undefined;
  readonly class?: number | undefined;
  readonly from: string;
  readonly until: string;
  readonly search: SearchAsked;
  readonly says: readonly string[];
};

const noPeriod: FieldError = {
  at: '/query/from',
  message: '期間を from と until で、又は words に「先週」「4月6日」などの言葉で指定してください。',
};

const noPlaces = `${recordKinds.reads.title}に「区域」の欄はありません。`;

/** Understands a question with its words; refused where words are not understood, a record has no such column, or no time is said. */
export function understand(question: Question, ground: Ground): Result<UnderstoodQuestion, Refusal> {
  const { record, words } = question;
  const read = words === undefined ? undefined : readWords(words, ground);
  const search: SearchAsked = { ...withoutWhatAllAre(record, read?.search), ...question.search };
  const today = isRegister(record) ? dayOf(ground) : undefined;
  const from = question.from ?? read?.days?.from ?? today?.from;
  const until = question.until ?? read?.days?.until ?? today?.until;
  const zone = question.zone ?? read?.zone;
  const ofClass = question.class ?? read?.class;
  const errors = [
    ...(read === undefined || read.rest === '' ? [] : [notUnderstood(read.rest)]),
    ...missingColumns(record, search, question.search),
    ...(record === 'reads' ? placesAsked(zone, ofClass) : noReadsOf(question)),
    ...(from === undefined || until === undefined ? [noPeriod] : []),
  ];
  if (errors.length > 0 || from === undefined || until === undefined) {
    return refuse({ code: 'bad-request', errors });
  }
  const says = [
    ...(zone === undefined ? [] : [`区域が${ground.zoneNames.get(zone) ?? zone}`]),
    ...(ofClass === undefined ? [] : [`区域のクラスが${ofClass}`]),
    ...(question.of === undefined ? [] : [`番号「${question.of}」の人を示した`]),
    ...searchSays(search),
  ];
  return ok({ zone, class: ofClass, from, until, search, says });
}

/** Reads are of no zone: a search for one would find nothing, and look as if nobody had read. */
function placesAsked(zone: string | undefined, ofClass: number | undefined): readonly FieldError[] {
  return [
    ...(zone === undefined ? [] : [{ at: '/query/zone', message: noPlaces }]),
    ...(ofClass === undefined ? [] : [{ at: '/query/class', message: noPlaces }]),
  ];
}

function noReadsOf({ record, of }: Question): readonly FieldError[] {
  if (of === undefined) return [];
  const message = `${recordKinds[record].title}は、だれを示したかでは探せません。`;
  return [{ at: '/query/of', message }];
}

/** In 訪問記録 everybody is a visitor, and no column says so. */
function withoutWhatAllAre(record: RecordKind, search: SearchAsked = {}): SearchAsked {
  const { kind, ...rest } = search;
  const isOfAll =
    record === 'visits' && kind !== undefined && kindsMeant[kind]?.includes(personKindWords.visitor);
  return isOfAll ? rest : search;
}

/** The day on which something is asked. */
function dayOf({ now, timeZone }: Ground): { readonly from: string; readonly until: string } {
  const day = DateTime.fromJSDate(now, { zone: timeZone });
  return { from: day.toFormat('yyyy-MM-dd'), until: day.plus({ days: 1 }).toFormat('yyyy-MM-dd') };
}

function notUnderstood(rest: string): FieldError {
  return { at: '/query/words', message: `「${rest.replaceAll('／', '」「')}」が何を指すか分かりません。` };
}
