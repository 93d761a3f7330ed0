import type { FieldError } from '../../kernel/problem.ts';
import { notKnown } from '../../permits/applying/not-known.ts';
import type { PermitRow } from '../../permits/registry/permit-rows.ts';
import type { WhoIs } from '../../visitors/names/load-who-is.ts';
import { workRows } from './work-application.ts';
import type { WorkTerms } from './work-terms.ts';

type ChangeFacts = {
  readonly permit: Pick<PermitRow, 'asked' | 'consents'>;
  readonly terms: Pick<WorkTerms, 'tools'>;
  /** Whoever of them is known at the site; of the members of visits, those whom the applicant hosts. */
  readonly known: ReadonlyMap<string, WhoIs>;
};

/** What is wrong with these workers of a plan that stands: they fall under its rows, and nobody consented to their own work (I8). */
export function judgeChange(
  persons: readonly string[],
  { permit, terms, known }: ChangeFacts,
): readonly FieldError[] {
  const [asked] = permit.asked;
  const deciders = [...permit.consents, ...terms.tools.flatMap(({ leave }) => leave ?? [])];
  const faultOf = (id: string): string | undefined => {
    const who = known.get(id);
    if (who === undefined) return notKnown;
    if (workRows(who.kind)[0]?.row !== asked?.row) return 'この計画の行（職員か業者か）に当たらない人です';
    return deciders.some(({ by }) => by === id)
      ? 'この計画又はその道具を許可した人は加われません'
      : undefined;
  };
  return persons.flatMap((id, index) => {
    const message = faultOf(id);
    return message === undefined ? [] : [{ at: `/persons/${index}`, message }];
  });
}
