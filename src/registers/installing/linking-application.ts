import type { FieldError } from '../../kernel/problem.ts';
import { ok } from '../../kernel/result.ts';
import type { ZonedRequest } from '../../permits/applying/permit-request.ts';
import type { Application } from '../../permits/applying/weigh-application.ts';
import type { RuleLine } from '../../permits/rule/rule-told.ts';
import type { LinkingTerms } from './installing-terms.ts';
import { judgeDemands } from './judge-installing-terms.ts';
import { type ClassesOfZones, rowsOfLink } from './rows-of-link.ts';

/** What somebody applies for: the LANs of which two zones are linked, by what, when and what for. */
export type LinkingRequest = Omit<ZonedRequest<LinkingTerms>, 'persons'>;

/** 接続の許可・届出 (別表2 rows 28 to 35), additions only: each zone is asked under the row of the other, by these classes. */
export function linkingApplication(request: LinkingRequest, classes: ClassesOfZones): Application {
  const { zones, from, until, purpose, terms } = request;
  const asked = rowsOfLink(terms.medium, zones, classes);
  return {
    concernedIds: [],
    draftFor: () =>
      ok({
        kind: 'linking',
        asked,
        zoneIds: zones,
        concernedIds: [],
        applied: { person: 'staff' },
        purpose,
        terms,
        validFrom: from,
        validUntil: until,
      }),
    findFaults: async (_, __, { rule: { lines } }) => {
      // Of a zone that whoever applies does not know nothing is told but that it is not there.
      if (lines.length < zones.length) return [];
      const weighed = rowsOfLink(terms.medium, zones, classesIn(lines));
      const isSame = weighed.every(({ row }, index) => row === asked[index]?.row);
      return [...(isSame ? [] : [classChanged]), ...judgeDemands(lines, terms)];
    },
  };
}

function classesIn(lines: readonly RuleLine[]): ClassesOfZones {
  return new Map(lines.flatMap(({ zone, class: of }) => (zone === null ? [] : [[zone, { class: of }]])));
}

const classChanged: FieldError = {
  at: '/zones',
  message: '確かめている間に区域のクラスが変わりました。もう一度申請してください',
};
