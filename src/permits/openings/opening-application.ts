import { ok } from '../../kernel/result.ts';
import type { Opening } from '../../zones/regulation/layers.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';
import type { Application } from '../applying/weigh-application.ts';
import type { OpeningTerms } from './opening-terms.ts';

/** That rows be opened in zones for a time, why, and what stands in their place. */
export type OpeningRequest = {
  readonly kind: Opening['kind'];
  readonly rows: readonly RowId[];
  readonly zones: readonly string[];
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
  readonly reason: string;
  readonly terms: OpeningTerms;
};

/** 例外措置, or the application for what 別表1 forbids without one: for a whole zone, so that nobody is concerned by name and no case is known. */
export function openingApplication({
  kind,
  rows,
  zones,
  from,
  until,
  reason,
  terms,
}: OpeningRequest): Application {
  return {
    concernedIds: [],
    draftFor: () =>
      ok({
        kind,
        asked: rows.map((row) => ({ row })),
        zoneIds: zones,
        concernedIds: [],
        applied: {},
        purpose: reason,
        terms,
        validFrom: from,
        validUntil: until,
      }),
  };
}
