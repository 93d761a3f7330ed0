import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { PermitDraft } from '../../permits/applying/permit-draft.ts';
import type { PermitRequest } from '../../permits/applying/permit-request.ts';
import type { Application } from '../../permits/applying/weigh-application.ts';
import type { SafetyArticle } from '../../permits/texts/safety-articles.ts';
import type { WhoIs } from '../../visitors/names/load-who-is.ts';
import { findLoanFaults } from './find-loan-faults.ts';
import { takeOutRows } from './take-out-rows.ts';
import type { TakeOutTerms } from './take-out-terms.ts';

/** What somebody applies for: who processes which information outside, when, what for and with what. */
export type TakeOutRequest = PermitRequest<TakeOutTerms>;

/** 要管理対策区域外での情報処理と持ち出しの申請・届出 (1.4.2.1(2), METI 77): asked of the outside, and of no zone. */
export function takeOutApplication(request: TakeOutRequest): Application {
  const { persons, from, until, terms } = request;
  return {
    concernedIds: persons,
    articles: articlesOf(terms),
    draftFor: (known) => draftFor(request, known),
    findFaults: async (tx, siteId, _weighed, applicant) =>
      terms.lentFrom === undefined
        ? []
        : findLoanFaults(tx, siteId, terms.lentFrom, { applicant, persons, from, until }),
  };
}

/** 規程 of what is done outside (METI 76), and with devices that the ministry supplies (METI 79). */
function articlesOf({ media, systems }: TakeOutTerms): readonly SafetyArticle[] {
  const withDevice = media.some((one) => one !== 'paper');
  return [
    'meti-76-1',
    ...(systems === undefined ? [] : (['meti-76-2'] as const)),
    ...(withDevice ? (['meti-79'] as const) : []),
  ];
}

function draftFor(
  { persons, from, until, purpose, terms }: TakeOutRequest,
  known: ReadonlyMap<string, WhoIs>,
): Result<PermitDraft, Refusal> {
  const errors = persons.flatMap((id, index) => notStaff(known.get(id), index));
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  return ok({
    kind: 'take-out',
    asked: takeOutRows(terms.grade).map((row) => ({
      row,
      outside: true,
      ...(terms.lentFrom === undefined ? {} : { book: terms.lentFrom.book, loan: terms.lentFrom.number }),
    })),
    zoneIds: [],
    concernedIds: persons,
    applied: { person: 'staff' },
    purpose,
    terms,
    validFrom: from,
    validUntil: until,
  });
}

/** Somebody unknown is told with the other faults of the application. */
function notStaff(who: WhoIs | undefined, index: number): readonly FieldError[] {
  return who === undefined || who.kind === 'staff'
    ? []
    : [{ at: `/persons/${index}`, message: '区域外で情報処理を行う人は行政事務従事者にしてください' }];
}
