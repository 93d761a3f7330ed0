import type { PermitRow } from '../../permits/registry/permit-rows.ts';
import type { AskedRow, RuleLine, RuleTold } from '../../permits/rule/rule-told.ts';
import { tellRule } from '../../permits/rule/tell-rule.ts';
import { type Track, tracks } from '../../permits/rule/track-of.ts';
import { keptAs } from '../../zones/plan/kept-as.ts';
import type { Layers, RuledZone } from '../../zones/regulation/layers.ts';
import type { RowScope } from '../../zones/regulation/policy.ts';
import { isRowId, type RowId } from '../../zones/regulation/row-ids.ts';
import { conditionWords } from '../installing/condition-words.ts';
import { parseLinkingTerms } from '../installing/installing-terms.ts';
import { rowsOfLink } from '../installing/rows-of-link.ts';

/** What a row asks now, in one zone, of something that is added there or linked. */
export type AdditionLine = {
  readonly zone: string;
  readonly row: RowId;
  /** What it handles itself. */
  readonly brought?: RowScope;
  /** Why its permit does not cover that, in words; none where it does. */
  readonly why: readonly string[];
  /** The beginning of the determination by which it is asked; null where none is. */
  readonly since: string | null;
};

/** The zones of a plan, what is weighed over them, and when. */
export type AdditionRules = {
  readonly zones: ReadonlyMap<string, RuledZone>;
  readonly layers: Layers;
  readonly at: Date;
};

/**
 * Weighs what was added by the rules as they are, zone by zone: where its class is higher than it was, the other zone of a link has another class, or a
 * determination or package asks for more, nobody said yes to what is there, and it is applied for anew. What is looser than it was is covered. Pure.
 */
export function judgeAddition(addition: PermitRow, rules: AdditionRules): readonly AdditionLine[] {
  const { zoneIds, rule } = addition;
  const gone = zoneIds.some((zone) => !rules.zones.has(zone)) ? ['図面にもうない区域がある'] : [];
  return ruleOf(addition, rules).lines.flatMap((line) => {
    const { zone, row, brought, determined } = line;
    if (zone === null || !isRowId(row)) return [];
    const before = rule.lines.find((one) => one.zone === zone);
    const why = line.track === 'free' ? [] : [...gone, ...differences(before, line)];
    return [
      { zone, row, ...(brought === undefined ? {} : { brought }), why, since: determined?.from ?? null },
    ];
  });
}

function ruleOf(
  { kind, asked, zoneIds, applied, organisationId: unit, terms }: PermitRow,
  { zones, layers, at }: AdditionRules,
): RuleTold {
  const there = zoneIds.flatMap((id) => zones.get(id) ?? []);
  const medium = kind === 'linking' ? parseLinkingTerms(terms)?.medium : undefined;
  const rows: readonly AskedRow[] = medium === undefined ? asked : rowsOfLink(medium, zoneIds, zones);
  return tellRule({ asked: rows, zones: there, circumstances: applied, unit }, at, layers);
}

function differences(before: RuleLine | undefined, now: RuleLine): readonly string[] {
  if (before === undefined) return ['この区域については申請されていない'];
  const demanded = before.demands ?? [];
  // What nobody had to be asked for, by a waiver or an exception, is asked anew at each use (ADR 0066).
  const isSpared = before.waived !== undefined || before.excepted !== undefined;
  return [
    ...(before.row === now.row
      ? []
      : [`つなぐ相手の区域のクラスが変わり、${before.row} でなく ${now.row} による`]),
    ...(keptAs(now) > keptAs(before)
      ? [`区域のクラスが${classWords(before.class)}から${classWords(now.class)}に上がった`]
      : []),
    ...(!isSpared && tracks.indexOf(now.track) > tracks.indexOf(before.track)
      ? [`${trackWords[before.track]}から${trackWords[now.track]}になった`]
      : []),
    ...(now.demands ?? [])
      .filter((demand) => !demanded.includes(demand))
      .map((demand) => `条件が加わった：${conditionWords[demand]}`),
  ];
}

function classWords(zoneClass: number | null): string {
  return zoneClass === null ? '未決定' : `${zoneClass}`;
}

const trackWords = {
  free: '不要',
  notification: '届出',
  permission: '許可',
  undetermined: '府省庁の判断待ち',
  exception: '例外措置だけ',
} as const satisfies Record<Track, string>;
