import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { findGroup } from '../groups/find-group.ts';

/** One of a crew: a name, and where they are from. */
export type CrewMember = { readonly name: string; readonly affiliation: string };

/**
 * Writes down who a crew was, afterwards. The names stand in the personal record of the entry alone; nothing is due any more, and
 * the alarm that they are missing is over.
 */
export function nameCrew(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  groupId: string,
  members: readonly CrewMember[],
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
    const { namesDue: _, ...named } = found;
    const [door] = found.doors;
    const at = door === undefined ? {} : { door };
    const seq = tx.record(siteId, {
      kind: 'emergency-entry-named',
      subject: { ...at, ...(found.zone === null ? {} : { to: found.zone }) },
      effects: [named, { type: 'alarm', kind: 'crew-names-missing', active: false, ...at }],
      details: { group: groupId, named: members.length },
      personal: { recordClass: 'visit', data: { crew: members } },
    });
    return ok({ seq });
  });
}
