import type { FieldError } from '../../kernel/problem.ts';
import type { RuleLine } from '../../permits/rule/rule-told.ts';
import type { Demand } from '../../zones/regulation/cell-meaning.ts';
import { conditionWords } from './condition-words.ts';
import type { InstallingTerms, LinkingTerms } from './installing-terms.ts';

/** What is wrong with the terms by themselves: a leave that speaks of something else, or a premise that is missing. Pure. */
export function judgeInstallingTerms({
  installed,
  mobileApproval,
  withoutProtected,
  apartFromOwnLan,
}: InstallingTerms): readonly FieldError[] {
  const isDirect = installed === 'direct-internet';
  return [
    ...(mobileApproval !== undefined && installed !== 'terminal'
      ? [{ at: '/terms/mobileApproval', message: 'モバイル端末の承認は、端末にだけ書きます' }]
      : []),
    ...(withoutProtected !== undefined && installed !== 'terminal' && installed !== 'server'
      ? [
          {
            at: '/terms/withoutProtected',
            message: '要保護情報を取り扱わないと書くのは、端末とサーバ装置だけです（行24・26）',
          },
        ]
      : []),
    ...(isDirect && apartFromOwnLan === undefined
      ? [
          {
            at: '/terms/apartFromOwnLan',
            message:
              '府省庁内LANにつながないことが前提です（行36）。つなぐには、例外措置によるほかありません',
          },
        ]
      : []),
    ...(!isDirect && apartFromOwnLan !== undefined
      ? [{ at: '/terms/apartFromOwnLan', message: '府省庁内LANにつながないと書くのは、行36 のものだけです' }]
      : []),
  ];
}

/** The term that meets a demand of a row. */
const termOf = {
  'risk-review': 'riskReview',
  'physical-protection': 'protection',
} as const satisfies Record<Demand, keyof LinkingTerms>;

/** What the rows demand besides the leave of somebody, and the terms do not say. Pure. */
export function judgeDemands(
  lines: readonly Pick<RuleLine, 'demands'>[],
  terms: Pick<LinkingTerms, 'riskReview' | 'protection'>,
): readonly FieldError[] {
  const demands = new Set(lines.flatMap(({ demands }) => demands ?? []));
  return [...demands].flatMap((demand) => {
    const term = termOf[demand];
    return terms[term] === undefined
      ? [{ at: `/terms/${term}`, message: `この行の条件です: ${conditionWords[demand]}` }]
      : [];
  });
}
