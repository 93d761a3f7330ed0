import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { judgeOpening } from '../applying/judge-opening.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import type { RuleTold } from '../rule/rule-told.ts';
import { isDecided, type Track } from '../rule/track-of.ts';
import { weighRule } from '../weighing/weigh-rule.ts';

/**
 * Asks the rules anew what they say of a permit that somebody decides on now, or why nobody may: what nobody has determined waits, what is
 * forbidden meanwhile is let begin by nobody (I7), and of a zone that the plan has no more the rules say nothing.
 */
export async function weighAnew(
  tx: ActTx,
  siteId: string,
  policy: Policy,
  permit: PermitRow,
): Promise<Result<RuleTold, Refusal>> {
  const at = new Date(Math.max(tx.now.getTime(), permit.validFrom.getTime()));
  const weighed = await weighRule(tx, siteId, policy, permit, at, 'all');
  if (weighed === undefined) return refuse({ code: 'not-found' });
  const { rule, zones } = weighed;
  const gone = permit.zoneIds.filter((zone) => !zones.has(zone));
  const refusal = gone.length > 0 ? withoutZones(gone) : judgeRule(permit, rule);
  return refusal === undefined ? ok(rule) : refuse(refusal);
}

/** Why nobody may let begin, or go on, what the rules now say this of. */
function judgeRule({ kind }: PermitRow, rule: RuleTold): Refusal | undefined {
  const opens = leavesAside(kind);
  if (opens !== undefined && judgeOpening(rule).length > 0) return nothingToOpen;
  if (rule.track === 'exception' && isDecided(rule.track, opens)) return undefined;
  return refusalOfTrack[rule.track];
}

function withoutZones(zones: readonly string[]): Refusal {
  return {
    code: 'conflict',
    detail: `図面にもうない区域（${zones.join('、')}）があります。今ある区域で申請し直してもらってください。`,
  };
}

const nothingToOpen: Refusal = {
  code: 'conflict',
  detail:
    '判断が変わり、この申請の行のうちに、もう開くものがないものがあります。差し戻して、申請し直してもらってください。',
};

/** Why what the rules now say lets nobody approve. */
const refusalOfTrack: Readonly<Record<Track, Refusal | undefined>> = {
  free: undefined,
  notification: undefined,
  permission: undefined,
  undetermined: {
    code: 'conflict',
    detail: '府省庁の判断がまだないため許可できません。判断が決まれば許可できます。',
  },
  exception: {
    code: 'conflict',
    detail: 'この区域ではいま禁止されています。例外措置によらなければ許可できません。',
  },
};
