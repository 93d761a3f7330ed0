import { strictestTrack, type Track, trackOf } from '../../permits/rule/track-of.ts';
import { bringingBy } from '../../zones/regulation/bringing-by.ts';
import type { Demand } from '../../zones/regulation/cell-meaning.ts';
import { type Circumstances, nothingKnown } from '../../zones/regulation/circumstances.ts';
import type { Layers, RuledZone } from '../../zones/regulation/layers.ts';
import type { Requirement } from '../../zones/regulation/requirement.ts';
import { resolveRequirement } from '../../zones/regulation/resolve-requirement.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';
import { linkedRow, type Medium } from './linked-row.ts';

/** What is set up in one zone, and the row of 別表2 (5) or (6) that speaks of it. */
export const installedRows = {
  terminal: 't2r24',
  'network-device': 't2r25',
  server: 't2r26',
  /** Through a network that is not the ministry's. */
  'direct-internet': 't2r36',
} as const satisfies Record<string, RowId>;

export type Installed = keyof typeof installedRows;

/** The same as a list. */
export const installedSorts = Object.keys(installedRows).filter(
  (word): word is Installed => word in installedRows,
);

/** What has to be so, besides what is asked of whom. */
export type InstallingCondition = Demand | 'apart-from-own-lan' | 'mobile-approved';

/** What one row asks of one of the zones. */
type InstallingLine = { readonly zone: string; readonly track: Track; readonly requirement: Requirement };

/** May this be set up or linked: the way it opens, what has to be so, and what each row says with its chain. */
export type InstallingAnswer = {
  readonly track: Track;
  readonly conditions: readonly InstallingCondition[];
  readonly lines: readonly InstallingLine[];
};

export type InstallingFacts = {
  readonly installed: Installed;
  /** A terminal that is mobile and has the approval of the 情報セキュリティ責任者. */
  readonly approvedMobile: boolean;
  /** It is no part of a system that handles 要保護情報. */
  readonly withoutProtected: boolean;
  /** It is, or is to be, linked to the ministry's own LAN. */
  readonly onOwnLan: boolean;
};

/**
 * Whether something may be added in a zone (別表2 rows 24–26 and 36). Rows 24 and 26 bind a computer of a system that handles 要保護情報
 * (2.3.2.1(1)(b)), also the first of its zone: who does not say that it is of none is asked, and in a zone that holds such a system everybody is. An
 * approved mobile terminal is outside row 24; row 36 speaks only of what is kept apart from the ministry's own LAN, so on it nothing but an exception
 * would do. Pure and total.
 */
export function judgeInstalling(
  { installed, approvedMobile, withoutProtected, onOwnLan }: InstallingFacts,
  zone: RuledZone,
  at: Date,
  layers: Layers,
): InstallingAnswer {
  const row = installedRows[installed];
  const line = lineOf(row, zone, at, layers, withoutProtected ? nothingKnown : bringingBy(row));
  if (installed === 'terminal' && approvedMobile) {
    return { track: 'free', conditions: ['mobile-approved'], lines: [line] };
  }
  if (installed !== 'direct-internet') return answerOf([line]);
  if (onOwnLan) return { track: 'exception', conditions: ['apart-from-own-lan'], lines: [line] };
  return { ...answerOf([line]), conditions: ['apart-from-own-lan'] };
}

/**
 * Whether the LANs, or wireless LANs, of two zones may be linked (別表2 rows 28–35): each zone is asked about the class of the other, and both answers
 * hold. 準じる is a permission of the 情報セキュリティ責任者 with a written review of the risk (2.3.4.3(1)(a)). Pure and total.
 */
export function judgeLinking(
  medium: Medium,
  zones: readonly [RuledZone, RuledZone],
  at: Date,
  layers: Layers,
): InstallingAnswer {
  const [one, other] = zones;
  return answerOf([
    lineOf(linkedRow(medium, other), one, at, layers, nothingKnown),
    lineOf(linkedRow(medium, one), other, at, layers, nothingKnown),
  ]);
}

function lineOf(
  row: RowId,
  zone: RuledZone,
  at: Date,
  layers: Layers,
  circumstances: Circumstances,
): InstallingLine {
  const requirement = resolveRequirement(row, zone, at, circumstances, layers);
  return { zone: zone.id, track: trackOf(requirement), requirement };
}

function answerOf(lines: readonly InstallingLine[]): InstallingAnswer {
  const needs = lines.flatMap(({ requirement: { means } }) =>
    means?.kind === 'permission' ? means.needs : [],
  );
  return { track: strictestTrack(lines.map(({ track }) => track)), conditions: [...new Set(needs)], lines };
}
