import type { FieldError } from '../../kernel/problem.ts';
import { notKnown } from '../../permits/applying/not-known.ts';
import type { PermitRow } from '../../permits/registry/permit-rows.ts';
import type { WhoIs } from '../../visitors/names/load-who-is.ts';
import { workRows } from './work-application.ts';

export type ChangeFacts = {
  readonly permit: Pick<PermitRow, 'asked'>;
  /** Who consented to the plan, or gave leave for a tool of it. */
  readonly deciders: readonly string[];
  /** Whoever of the workers is known at the site; of the members of visits who are new, those whom whoever changes them may name. */
  readonly known: ReadonlyMap<string, WhoIs>;
  /** Of those who are new: who could not have decided what is for them, as their host or by a role that one gave the other. */
  readonly barred: ReadonlyMap<string, ReadonlySet<string>>;
};

/**
 * What is wrong with these workers of a plan that stands: they fall under its rows, and nobody has decided their own work, nor that of
 * somebody for whom they could not (I8). Pure.
 */
export function judgeChange(
  persons: readonly string[],
  { permit, deciders, known, barred }: ChangeFacts,
): readonly FieldError[] {
  const [asked] = permit.asked;
  const faultOf = (id: string): string | undefined => {
    const who = known.get(id);
    if (who === undefined) return notKnown;
    if (workRows(who.kind)[0]?.row !== asked?.row) return 'この計画の行（職員か業者か）に当たらない人です';
    if (deciders.includes(id)) return 'この計画又はその道具を許可した人は加われません';
    return deciders.some((by) => barred.get(id)?.has(by)) ? undecidable : undefined;
  };
  return persons.flatMap((id, index) => {
    const message = faultOf(id);
    return message === undefined ? [] : [{ at: `/persons/${index}`, message }];
  });
}

const undecidable =
  '許可した人が判断できない人（訪問相手である来訪者、この7日のうちに役割を与え、又は受けた人）です。新しく計画してください';
