import type { FieldError } from '../../kernel/problem.ts';
import type { PermitRow } from '../../permits/registry/permit-rows.ts';
import type { WhoIs } from '../../visitors/names/load-who-is.ts';
import { workRows } from './work-application.ts';
import type { WorkTerms } from './work-terms.ts';

type ChangeFacts = {
  readonly permit: Pick<PermitRow, 'asked' | 'consents'>;
  readonly terms: Pick<WorkTerms, 'tools'>;
  readonly applicant: string;
  readonly known: ReadonlyMap<string, WhoIs>;
  /** Of the members of visits among them, who hosts them. */
  readonly hostsOf: ReadonlyMap<string, ReadonlySet<string>>;
};

/** What is wrong with these workers of a plan that stands: they fall under its rows, and nobody consented to their own work (I8). */
export function judgeChange(
  persons: readonly string[],
  { permit, terms, applicant, known, hostsOf }: ChangeFacts,
): readonly FieldError[] {
  const [asked] = permit.asked;
  const deciders = [...permit.consents, ...terms.tools.flatMap(({ leave }) => leave ?? [])];
  const faultOf = (id: string): string | undefined => {
    const who = known.get(id);
    if (who === undefined) return 'この庁舎では知られていない人です';
    if (workRows(who.kind)[0]?.row !== asked?.row) return 'この計画の行（職員か業者か）に当たらない人です';
    if (hostsOf.get(id)?.has(applicant) === false) return 'この来訪者の訪問相手が計画してください';
    return deciders.some(({ by }) => by === id)
      ? 'この計画又はその道具を許可した人は加われません'
      : undefined;
  };
  return persons.flatMap((id, index) => {
    const message = faultOf(id);
    return message === undefined ? [] : [{ at: `/persons/${index}`, message }];
  });
}
