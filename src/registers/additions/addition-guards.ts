import type { ClientBase } from 'pg';
import type { Database } from '../../db/pool.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { PermitRow } from '../../permits/registry/permit-rows.ts';
import { loadTurns } from '../../permits/tasks/load-turns.ts';
import type { OpenMatter } from '../../permits/using/open-matters.ts';
import type { KindGuards } from '../../permits/using/permit-guards.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { loadSiteRules } from '../../zones/rules/load-site-rules.ts';
import { buildFindUncoveredBy } from './build-find-uncovered-by.ts';
import { judgeAddition } from './judge-addition.ts';
import { loadAdditions } from './load-additions.ts';
import { rulesAt } from './rules-at.ts';

/** What is added, and linked, begins and goes on only while its permit covers what the rules ask of it. */
export function additionGuards(
  db: Database,
  policy: Policy,
): { readonly installing: KindGuards; readonly linking: KindGuards } {
  const findUncoveredBy = buildFindUncoveredBy(policy);
  const weigh = async (tx: ActTx, permit: PermitRow) => {
    const why = await findUncoveredBy(tx, permit);
    if (why.length === 0) return undefined;
    return {
      code: 'conflict',
      detail: `許可・届出の後に規則が変わりました（${why.join('、')}）。申請し直してください。`,
    } as const;
  };
  const guards = { start: weigh, extend: weigh };
  // The permits of both kinds are looked through at once.
  return { linking: guards, installing: { ...guards, open } };

  async function open(client: Pick<ClientBase, 'query'>, siteId: string, now: Date) {
    const additions = await loadAdditions(db, siteId);
    const rules = additions.length === 0 ? undefined : await loadSiteRules(client, siteId, policy);
    if (rules === undefined) return [];
    const matters: OpenMatter[] = [];
    for (const addition of additions) {
      const asked = judgeAddition(addition, rulesAt(rules, now)).filter(({ why }) => why.length > 0);
      if (asked.length === 0) continue;
      const turns = await loadTurns(db, siteId, addition, now);
      const since = asked.flatMap((line) => (line.since === null ? [] : [Date.parse(line.since)]));
      const due = new Date(
        Math.max(addition.validFrom.getTime(), ...since, ...turns.map((at) => at.getTime())),
      );
      matters.push({ permit: addition.permitId, is: 'asked-anew', due });
    }
    return matters;
  }
}
