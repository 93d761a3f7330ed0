import type { FieldError } from '../../kernel/problem.ts';
import { ok, refuse } from '../../kernel/result.ts';
import type { WhoIs } from '../../visitors/names/load-who-is.ts';
import { bringingBy } from '../../zones/regulation/bringing-by.ts';
import type { Opening } from '../../zones/regulation/layers.ts';
import { isPersonal } from '../../zones/regulation/personal-rows.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';
import type { Application } from '../applying/weigh-application.ts';
import type { AppliedCase } from '../rule/applied-case.ts';
import type { OpeningTerms } from './opening-terms.ts';

/** That rows be opened in zones for a time, for everybody or for some by name, why, and what stands in their place. */
export type OpeningRequest = {
  readonly kind: Opening['kind'];
  readonly rows: readonly RowId[];
  /** Nobody = for everybody. */
  readonly persons: readonly string[];
  readonly zones: readonly string[];
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
  readonly reason: string;
  readonly terms: OpeningTerms | { readonly urgent: true };
};

/** 例外措置, for a whole zone or for persons by name, or the application for what 別表1 forbids without one, for a whole zone. */
export function openingApplication(request: OpeningRequest): Application {
  const { kind, rows, persons, zones, from, until, reason, terms } = request;
  return {
    concernedIds: persons,
    draftFor: (concerned) => {
      const errors = judgeNamed(request);
      if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
      return ok({
        kind: persons.length > 0 ? 'person-exception' : kind,
        asked: rows.map((row) => ({ row, ...bringingBy(row) })),
        zoneIds: zones,
        concernedIds: persons,
        applied: caseOf(concerned),
        purpose: reason,
        terms,
        validFrom: from,
        validUntil: until,
      });
    },
  };
}

/** What is wrong with naming persons: an application is for everybody, and a row of a place is of nobody. */
function judgeNamed({ kind, rows, persons }: OpeningRequest): readonly FieldError[] {
  if (persons.length === 0) return [];
  if (kind === 'application') {
    return [{ at: '/persons', message: '禁の申請は区域の全体についてのものです。人を限るなら例外措置です' }];
  }
  return rows.flatMap((row, index) =>
    isPersonal(row)
      ? []
      : [{ at: `/rows/${index}`, message: '場所についての行です。区域の全体について申請してください' }],
  );
}

/** For persons of one kind what is determined for that kind is asked; of a zone, and of several kinds, no case is known. */
function caseOf(concerned: ReadonlyMap<string, WhoIs>): AppliedCase {
  const [kind, ...others] = new Set([...concerned.values()].map((who) => who.kind));
  return kind === undefined || others.length > 0 ? {} : { person: kind };
}
