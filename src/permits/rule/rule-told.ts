import type { Role } from '../../authority/roles.ts';
import type { Demand } from '../../zones/regulation/cell-meaning.ts';
import type { Restriction } from '../../zones/regulation/determination-clause.ts';
import type { PolicyText, RowScope } from '../../zones/regulation/policy.ts';
import type { RequirementLink, RequirementValue } from '../../zones/regulation/requirement.ts';
import { isRowId, type RowId } from '../../zones/regulation/row-ids.ts';
import type { Approvers } from './approvers.ts';
import type { AskedId } from './articles.ts';
import type { Track } from './track-of.ts';
import type { WaiverBasis } from './waiver-bases.ts';

/** A row, or an article without one, that something is applied for under. */
export type AskedRow = {
  readonly row: AskedId;
  /** Of a row with parts the part (`image`, `in`). */
  readonly part?: string;
  /** What is added may itself handle this, whatever the zone holds without it. */
  readonly brought?: RowScope;
  /** It is asked of 要管理対策区域外, and of no zone of the plan. */
  readonly outside?: true;
  /** It is asked of this zone alone of those it is for; absent = of each. */
  readonly inZone?: string;
  /** Who consents besides, to what the row does not speak of; whatever the row says, it is then decided before. */
  readonly besides?: Approvers;
  /** The code of the 貸出簿 it is lent from, whose loan may be the leave. */
  readonly book?: string;
  /** The number of the loan in that book. */
  readonly loan?: number;
};

/** What is asked under a row of the tables. */
export type RowAsked = AskedRow & { readonly row: RowId };

export function isRow(asked: AskedRow): asked is RowAsked {
  return isRowId(asked.row);
}

/** What one row asks in one zone, or outside, of whoever applies: the value, where it comes from, and the way it opens. */
export type RuleLine = AskedRow & {
  readonly clause: string;
  /** null = 要管理対策区域外 */
  readonly zone: string | null;
  readonly class: number | null;
  readonly value: RequirementValue;
  readonly undetermined: boolean;
  readonly dependsOn: readonly Restriction[];
  readonly chain: readonly RequirementLink[];
  /** Who determined it and since when, where a ministry did. */
  readonly determined: { readonly by: string; readonly from: string } | null;
  readonly track: Track;
  /** What the row demands besides the leave of somebody; absent = nothing. */
  readonly demands?: readonly Demand[];
  /** Why nobody has to be asked: the line of the register of waivers that says so. */
  readonly waived?: Waived;
  /** The exceptions (例外措置) by which it is not asked of those it is for, by their permits. */
  readonly excepted?: readonly string[];
};

/** A line of the register of waivers, as an application that it spares is told of it. */
export type Waived = {
  readonly id: string;
  readonly basis: WaiverBasis;
  readonly recordedBy: string;
  readonly reason: string;
};

/** A consent that has to be given: by somebody with one of these roles, for a zone, a unit, or the whole site. */
export type Need = {
  readonly zone: string | null;
  readonly unit: string | null;
  readonly anyOf: readonly Role[];
};

/** What the rules say of an application, before anything else is said of it. */
export type RuleTold = {
  /** The text by which it was weighed; absent where it was before texts were named. */
  readonly text?: PolicyText;
  readonly track: Track;
  readonly lines: readonly RuleLine[];
  /** Nobody where nothing is decided. */
  readonly needs: readonly Need[];
};
