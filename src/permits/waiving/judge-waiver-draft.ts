import { dayMs } from '../../kernel/day-ms.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { sameValue } from '../../zones/plan/same-value.ts';
import type { Layers, RuledZone } from '../../zones/regulation/layers.ts';
import { possibleAnswers } from '../../zones/regulation/possible-answers.ts';
import { approversOf, type PermitClauseId } from '../rule/approvers.ts';
import { articleIds, askedByArticle, isArticle } from '../rule/articles.ts';
import { needOf } from '../rule/need-of.ts';
import type { Need } from '../rule/rule-told.ts';
import { theOutside } from '../rule/the-outside.ts';
import { trackOf } from '../rule/track-of.ts';
import type { WaivedCase } from '../rule/waiver.ts';
import { isWaivableRow, spares, type WaiverBasis } from '../rule/waiver-bases.ts';

/** What somebody says need not be asked. */
export type WaiverDraft = {
  readonly basis: WaiverBasis;
  readonly rows: readonly PermitClauseId[];
  /** None of 要管理対策区域外. */
  readonly zones: readonly string[];
  readonly unit: string | null;
  /** None = everybody. */
  readonly persons: readonly string[];
  readonly waivedCase: WaivedCase;
  readonly book?: string | undefined;
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
  readonly reason: string;
};

export type WaiverFacts = {
  readonly recorder: string;
  /** Zones of the plan as it stands, of which whoever records it knows. */
  readonly zones: readonly RuledZone[];
  /** Whoever of those named is known at the site. */
  readonly known: ReadonlySet<string>;
  readonly isUnit: boolean;
  readonly now: Date;
};

/** For how long a waiver is recorded at most; what goes on longer is said anew. */
const mostDays = 366;

/** 要管理対策区域外: the rows of take-outs, and the articles. */
const ofOutside: readonly PermitClauseId[] = ['t2r20', 't2r21', 't2r22', ...articleIds];

/** What is wrong with a waiver, every fault at once; where nothing is, what whoever records it has to answer for. */
export function judgeWaiverDraft(
  draft: WaiverDraft,
  facts: WaiverFacts,
  layers: Layers,
): { readonly errors: readonly FieldError[]; readonly needs: readonly Need[] } {
  const needs: Need[] = [];
  const errors = [...faultsOf(draft, facts)];
  for (const [index, row] of draft.rows.entries()) {
    if (errors.length > 0) break;
    for (const place of placesOf(draft, facts)) {
      const answered = needsAt(draft, row, place, layers);
      if (answered.length === 0) errors.push({ at: `/rows/${index}`, message: nothingToWaive(row, place) });
      needs.push(...answered.filter((need) => !needs.some((one) => sameValue(one, need))));
    }
  }
  return { errors, needs };
}

type Place = { readonly zone: string | null; readonly of: RuledZone; readonly at: Date };

function placesOf(
  { zones, unit, from }: WaiverDraft,
  { zones: planned, now }: WaiverFacts,
): readonly Place[] {
  const at = from < now ? now : from;
  if (zones.length === 0) return [{ zone: null, of: theOutside(unit), at }];
  return planned.filter(({ id }) => zones.includes(id)).map((of) => ({ zone: of.id, of, at }));
}

/** Who would be asked under a row, in any of the answers that the waiver spares; nobody where it spares none. */
function needsAt(
  { basis, unit, waivedCase }: WaiverDraft,
  row: PermitClauseId,
  { zone, of, at }: Place,
  layers: Layers,
): readonly Need[] {
  const answers = isArticle(row)
    ? [askedByArticle(row)]
    : possibleAnswers(layers.policy.rows[row], of, at, waivedCase, layers);
  return answers
    .filter((answer) => spares(basis, trackOf(answer), answer))
    .flatMap((answer) => approversOf(row, answer))
    .map((anyOf) => needOf(anyOf, zone, unit));
}

function nothingToWaive(row: PermitClauseId, { zone }: Place): string {
  const place = zone === null ? '区域外' : `区域 ${zone}`;
  return `${place}の行 ${row} は、この場合に届け出るもの（貸出簿と許可不要では許可を受けるもの）ではありません`;
}

function faultsOf(draft: WaiverDraft, { recorder, zones, known, isUnit, now }: WaiverFacts) {
  const { basis, rows, zones: named, persons, book, from, until } = draft;
  const planned = new Set(zones.map(({ id }) => id));
  const outside = rows.filter((row) => ofOutside.includes(row));
  const days = (until.getTime() - from.getTime()) / dayMs;
  const errors: FieldError[] = [
    ...rows.flatMap((row, index) =>
      isWaivableRow(basis, row) ? [] : [{ at: `/rows/${index}`, message: onlyOf[basis] }],
    ),
    ...(outside.length > 0 && outside.length < rows.length ? [apart] : []),
    ...(outside.length > 0 === (named.length === 0) ? [] : [whereItIs]),
    ...named.flatMap((zone, index) => (planned.has(zone) ? [] : [{ at: `/zones/${index}`, ...notPlanned }])),
    ...persons.flatMap((id, index) => (known.has(id) ? [] : [{ at: `/persons/${index}`, ...unknown }])),
    ...persons.flatMap((id, index) => (id === recorder ? [{ at: `/persons/${index}`, ...themselves }] : [])),
    ...(isUnit ? [] : [noUnit]),
    ...((basis === 'lending-book') === (book === undefined) ? [whichBook] : []),
    ...(until <= now || until <= from
      ? [{ at: '/until', message: '現在と始まりより後を指定してください' }]
      : []),
    ...(days > mostDays ? [{ at: '/until', message: `期間は${mostDays}日までです` }] : []),
  ];
  return errors;
}

/** What a row is told that the basis cannot be said of; every row can be notified. */
const onlyOf = {
  notification: 'この行では届出を要しないと定められません',
  'lending-book': '貸出簿によることができるのは、持ち出し（行20〜22）だけです',
  permission:
    '許可を要しないと定められるのは、機密性2だけの情報の移送・提供（meti-13-c2）と、条項が許すときの行10・11・20だけです',
} as const satisfies Record<WaiverBasis, string>;
const notPlanned = { message: 'この区域は図面にありません' };
const unknown = { message: 'この庁舎では知られていない人です' };
const themselves = { message: '自分について届出・許可を要しないと定めることはできません' };

const apart: FieldError = {
  at: '/rows',
  message: '区域外の行（20〜22、meti-13）は、ほかの行と分けてください',
};

const whereItIs: FieldError = {
  at: '/zones',
  message: '区域を挙げてください。区域外の行（20〜22、meti-13）では挙げません',
};

const noUnit: FieldError = { at: '/unit', message: '登録されていない組織です' };

const whichBook: FieldError = {
  at: '/book',
  message: '貸出簿によるときはその符号を挙げてください。ほかのときは挙げません',
};
