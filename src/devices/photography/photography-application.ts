import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import { judgeWindows } from '../../permits/applying/judge-windows.ts';
import type { PermitDraft } from '../../permits/applying/permit-draft.ts';
import type { PurposeCoded, ZonedRequest } from '../../permits/applying/permit-request.ts';
import type { Application } from '../../permits/applying/weigh-application.ts';
import type { PermitRowId } from '../../permits/rule/approvers.ts';
import type { WhoIs } from '../../visitors/names/load-who-is.ts';
import type { PersonKind } from '../../zones/regulation/person-kinds.ts';
import type { ConditionAnswer } from '../conditions/condition-answer.ts';
import { judgeAnsweredTwice } from '../conditions/judge-answered.ts';
import type { PhotographyTerms } from './photography-terms.ts';

/** What somebody applies for: who takes pictures or sound, where, when, what for and how. */
export type PhotographyRequest = ZonedRequest<PhotographyTerms> &
  PurposeCoded & {
    /** The conditions it is to begin under, and whether each is met already. */
    readonly answers?: readonly ConditionAnswer[] | undefined;
  };

/** The row of the tables that photography by somebody falls under. */
export function photographyRow(kind: PersonKind): PermitRowId {
  return kind === 'staff' ? 't2r14' : 't2r15';
}

/** 撮影・録音の申請 (2.3.1.1(7)(b)). Staff and outsiders fall under rows of their own, so each applies apart. */
export function photographyApplication(request: PhotographyRequest): Application {
  const { persons, terms } = request;
  return {
    concernedIds: persons,
    draftFor: (known) => draftFor(request, known),
    findFaults: async (tx) =>
      (await holdActiveStaff(tx, [terms.responsible])).has(terms.responsible) ? [] : [notStaff],
  };
}

function draftFor(
  { persons, zones, from, until, purpose, purposeCode, answers, terms }: PhotographyRequest,
  known: ReadonlyMap<string, WhoIs>,
): Result<PermitDraft, Refusal> {
  const kinds = new Set(persons.flatMap((id) => known.get(id)?.kind ?? []));
  const errors = [
    ...(persons.some((id) => known.get(id)?.kind === 'staff') && kinds.size > 1 ? [mixed] : []),
    ...judgeWindows({ from, until, terms }),
    ...judgeAnsweredTwice('/answers', answers ?? []),
  ];
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const [kind] = kinds;
  return ok({
    kind: 'photography',
    asked: terms.parts.map((part) => ({ row: photographyRow(kind ?? 'visitor'), part })),
    zoneIds: zones,
    concernedIds: persons,
    applied: {
      person: kinds.size === 1 ? kind : undefined,
      purpose: purposeCode,
      conditions: answers?.flatMap(({ condition, met }) => (met ? [condition] : [])),
    },
    purpose,
    terms: { ...terms, ...(answers === undefined ? {} : { answers }) },
    validFrom: from,
    validUntil: until,
  });
}

const mixed: FieldError = {
  at: '/persons',
  message: '行政事務従事者と府省庁外の人は別の行（14・15）によるため、分けて申請してください',
};

const notStaff: FieldError = {
  at: '/terms/responsible',
  message: '責任者は在職中の行政事務従事者にしてください',
};
