import type { Requirement } from '../../zones/regulation/requirement.ts';
import type { PermitClauseId } from './approvers.ts';
import type { Track } from './track-of.ts';

type WaiverBasisOf = {
  /** Why nobody has to be asked, as an application is told. */
  readonly words: string;
  /** What it spares whoever applies. */
  readonly spares: readonly Track[];
  /** The rows and articles it can be said of; null = every row that is applied for under. */
  readonly rows: readonly PermitClauseId[] | null;
};

/** What a line of the register of waivers stands for. */
export const waiverBases = {
  /** 届出不要 (別表2 凡例): whoever would be notified said beforehand that nobody need notify. */
  notification: { words: '届出を要しないと定められています', spares: ['notification'], rows: null },
  /** 貸出簿: a loan written into a named book stands for the leave of a take-out. */
  'lending-book': {
    words: '貸出簿への記載によるものと定められています',
    spares: ['notification', 'permission'],
    rows: ['t2r20', 't2r21', 't2r22'],
  },
  /** 許可不要 (但書 of METI 13, 77(1) and 82(1)): where the clause of what is asked lets it be said. */
  permission: {
    words: '許可を要しないと定められています',
    spares: ['permission'],
    rows: ['meti-13-c2', 't2r10', 't2r11', 't2r20'],
  },
} as const satisfies Record<string, WaiverBasisOf>;

export type WaiverBasis = keyof typeof waiverBases;

/** The same as a list. */
export const waiverBasisNames = Object.keys(waiverBases).filter(
  (word): word is WaiverBasis => word in waiverBases,
);

/** Whether a basis spares whoever is on this track; that no permission is needed only where the clause lets it be said. */
export function spares(basis: WaiverBasis, track: Track, { chain }: Pick<Requirement, 'chain'>): boolean {
  const { spares: spared }: WaiverBasisOf = waiverBases[basis];
  if (basis === 'permission' && !chain.some(({ permissionWaivable }) => permissionWaivable)) return false;
  return spared.includes(track);
}

/** Whether a row can be waived on this basis. */
export function isWaivableRow(basis: WaiverBasis, row: PermitClauseId): boolean {
  const { rows }: WaiverBasisOf = waiverBases[basis];
  return rows === null || rows.includes(row);
}
