import type { StandingAddition } from '../registers/additions/judge-standing-addition.ts';
import { installingRowOf } from '../registers/equipment/equipment-kinds.ts';
import type { ThingsCounted } from '../registers/equipment/equipment-rows.ts';
import type { RowScope } from '../zones/regulation/policy.ts';
import type { RowId } from '../zones/regulation/row-ids.ts';
import type { Evidence, GapLine } from './gap-line.ts';
import { thingsInWords } from './things-in-words.ts';

/** What was added at a site, or linked. */
export type AddedFacts = {
  /** Under a permit, by the row that asks for it now. */
  readonly additions: readonly StandingAddition[];
  /** What was placed since the site is under these rules, and no permit was told of. */
  readonly unpermitted: readonly ThingsCounted[];
};

/** What was added in one zone under one row. */
export type Added = Pick<GapLine, 'evidence' | 'missing'> & {
  readonly isAny: boolean;
  /** What some of it handles itself. */
  readonly brought: RowScope | undefined;
};

/**
 * What of it has its permit, and what lacks one, where the row asks. Rows 24 to 36 speak of what is added (追加で設置する場合): what stood there before the
 * site came under these rules is nothing they judge, and whatever was placed or moved there since is, also where nobody was asked on that day
 * (ADR 0080, 0089). Pure.
 */
export function addedUnder(row: RowId, zone: string, { additions, unpermitted }: AddedFacts): Added {
  const permitted = additions.filter((one) => one.zone === zone && one.row === row);
  const bare = unpermitted.filter((one) => one.zone === zone && installingRowOf(one.kind) === row);
  return {
    isAny: permitted.length + bare.length > 0,
    brought: permitted.find(({ brought }) => brought !== undefined)?.brought,
    evidence: permitted.map(permitOf),
    missing: [
      ...permitted.flatMap(uncoveredOf),
      ...bare.map((things) => `${thingsInWords(things)}の設置の許可・届出が登録されていない`),
    ],
  };
}

function permitOf({ permit, from, until }: StandingAddition): Evidence {
  return { kind: 'permit', ref: permit, at: from, ...(until === undefined ? {} : { until }) };
}

function uncoveredOf({ what, permit, why }: StandingAddition): readonly string[] {
  return why.length === 0 ? [] : [`「${what}」の許可・届出 ${permit} が及ばない（${why.join('、')}）`];
}
