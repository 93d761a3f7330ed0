import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { judgeWindows } from '../../permits/applying/judge-windows.ts';
import type { PermitDraft } from '../../permits/applying/permit-draft.ts';
import type { ZonedRequest } from '../../permits/applying/permit-request.ts';
import type { Application } from '../../permits/applying/weigh-application.ts';
import type { AskedRow } from '../../permits/rule/rule-told.ts';
import type { WhoIs } from '../../visitors/names/load-who-is.ts';
import type { PersonKind } from '../../zones/regulation/person-kinds.ts';
import { findCameras } from '../cameras/camera-rows.ts';
import { judgeCameras } from '../cameras/judge-cameras.ts';
import { judgeCrew } from './judge-crew.ts';
import { judgePoints } from './judge-points.ts';
import { loadCrewFacts } from './load-crew-facts.ts';
import type { WorkTerms } from './work-terms.ts';

/** What somebody plans: who works, where, when, what for, and who attends it. */
export type WorkRequest = ZonedRequest<WorkTerms>;

/** The rows a work is weighed by: 47 and 48 where staff work, 49 and 50 where a contractor does. */
export function workRows(kind: PersonKind): readonly AskedRow[] {
  return kind === 'staff' ? [{ row: 't1r47' }, { row: 't1r48' }] : [{ row: 't1r49' }, { row: 't1r50' }];
}

/** 作業の計画 (2.3.1.1(5)(a)). Staff and contractors fall under rows of their own, so each is planned apart. */
export function workApplication(request: WorkRequest): Application {
  const { persons, zones, from, until, terms } = request;
  return {
    concernedIds: persons,
    draftFor: (known) => draftFor(request, known),
    findFaults: async (tx, siteId, { rule: { lines }, zones: planned }) => {
      const named = terms.cameras ?? [];
      const found = await findCameras(tx.db, siteId, { codes: named, zones });
      const known = found.filter(({ zoneId }) => planned.has(zoneId));
      return [
        ...judgeCrew({ workers: persons, terms, from, until }, await loadCrewFacts(tx, persons, terms)),
        ...judgeCameras({ zones, named, period: { from, until }, lines }, known),
      ];
    },
  };
}

function draftFor(
  { persons, zones, from, until, purpose, terms }: WorkRequest,
  known: ReadonlyMap<string, WhoIs>,
): Result<PermitDraft, Refusal> {
  const kinds = new Set(persons.flatMap((id) => known.get(id)?.kind ?? []));
  const isMixed = kinds.has('staff') && kinds.size > 1;
  const errors = [
    ...(isMixed ? [mixed] : []),
    ...(kinds.has('card-lent') && terms.contract === undefined ? [withoutContract] : []),
    ...judgeWindows({ from, until, terms }),
    ...judgePoints(terms, zones),
  ];
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const [kind] = kinds;
  return ok({
    kind: 'work',
    asked: workRows(kind ?? 'card-lent'),
    zoneIds: zones,
    concernedIds: persons,
    applied: { person: kinds.size === 1 ? kind : undefined },
    purpose,
    terms,
    validFrom: from,
    validUntil: until,
  });
}

const mixed: FieldError = {
  at: '/persons',
  message: '職員の作業と業者の作業は別の行（47・48と49・50）によるため、分けて計画してください',
};

const withoutContract: FieldError = {
  at: '/terms/contract',
  message: '業者の作業には契約を書いてください',
};
