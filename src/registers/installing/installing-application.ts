import { ok, refuse } from '../../kernel/result.ts';
import type { ZonedRequest } from '../../permits/applying/permit-request.ts';
import type { Application } from '../../permits/applying/weigh-application.ts';
import type { AskedRow } from '../../permits/rule/rule-told.ts';
import { bringingBy } from '../../zones/regulation/bringing-by.ts';
import type { InstallingTerms } from './installing-terms.ts';
import { installedRows } from './judge-installing.ts';
import { judgeDemands, judgeInstallingTerms } from './judge-installing-terms.ts';

/** What somebody applies for: what is added, in which zone, when and what for. */
export type InstallingRequest = Omit<ZonedRequest<InstallingTerms>, 'persons'>;

/** 設置の許可・届出 (別表2 rows 24 to 26 and 36): additions only. */
export function installingApplication({
  zones,
  from,
  until,
  purpose,
  terms,
}: InstallingRequest): Application {
  return {
    concernedIds: [],
    draftFor: () => {
      const errors = judgeInstallingTerms(terms);
      if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
      return ok({
        kind: 'installing',
        asked: askedOf(terms),
        zoneIds: zones,
        concernedIds: [],
        applied: { person: 'staff' },
        purpose,
        terms,
        validFrom: from,
        validUntil: until,
      });
    },
    findFaults: async (_, __, { rule }) => judgeDemands(rule.lines, terms),
  };
}

/** The row it falls under: an approved mobile terminal is outside row 24, and is recorded. */
function askedOf({ installed, mobileApproval, withoutProtected }: InstallingTerms): readonly AskedRow[] {
  if (mobileApproval !== undefined) return [];
  const row = installedRows[installed];
  return [{ row, ...(withoutProtected === true ? {} : bringingBy(row)) }];
}
