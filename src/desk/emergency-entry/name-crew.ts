import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findGroup } from '../groups/find-group.ts';
import { loadCrewSize } from './load-crew-size.ts';

/** One of a crew: a name, and where they are from. */
export type CrewMember = { readonly name: string; readonly affiliation: string };

/** Who a crew was: as many names as there are, and of how many nobody can say it, and why. */
export type CrewNamed = {
  readonly members: readonly CrewMember[];
  readonly unknown?: { readonly persons: number; readonly reason: string } | undefined;
};

/**
 * Writes down who a crew was, afterwards: of everybody who came in by that act, by name or as somebody nobody knows. The names stand in the
 * personal record of the entry alone; nothing is due any more, and the alarm that they are missing is over.
 */
export function nameCrew(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  groupId: string,
  { members, unknown }: CrewNamed,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    await tx.takeHeads([siteId]);
    const found = await findGroup(tx.db, siteId, groupId);
    if (found === undefined) return refuse({ code: 'not-found' });
    if (found.namesDue === undefined) {
      return refuse({
        code: 'conflict',
        detail: '氏名はすでに書き込まれています。記録の一覧で確かめてください。',
      });
    }
    const came = await loadCrewSize(tx.client, siteId, found);
    const told = members.length + (unknown?.persons ?? 0);
    if (came !== undefined && told < came) return refuse(tooFew(came, told));
    const { namesDue: _, ...named } = found;
    const [door] = found.doors;
    const at = door === undefined ? {} : { door };
    const seq = tx.record(siteId, {
      kind: 'emergency-entry-named',
      subject: { ...at, ...(found.zone === null ? {} : { to: found.zone }) },
      effects: [named, { type: 'alarm', kind: 'crew-names-missing', active: false, ...at }],
      details: { group: groupId, named: members.length, ...(unknown && { unknown: unknown.persons }) },
      personal: { recordClass: 'visit', data: { crew: members, reason: unknown?.reason } },
    });
    return ok({ seq });
  });
}

function tooFew(came: number, told: number): Refusal {
  const message = `${came}人で立ち入ったと記録されていますが、${told}人分です。氏名の分からない人は、その人数と理由を unknown に書いてください。`;
  return { code: 'unprocessable', errors: [{ at: '/members', message }] };
}
