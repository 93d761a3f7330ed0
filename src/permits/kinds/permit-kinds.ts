import type { Words } from '../../kernel/words.ts';

/** What the service asks of a permit by its kind. Kinds bring guards, never states. */
type PermitKindOf = {
  /** What people call it. */
  readonly words: Words;
  /** For how many days one is given at most; what goes on longer is applied for anew. */
  readonly mostDays: number;
  /** Within how many days of its end it is reported; null where the clause asks for no report. */
  readonly reportDays: number | null;
};

/** Every kind of permit there is. */
export const permitKinds = {
  /** 2.3.1.1(7)(b), 別表2 rows 14 and 15 */
  photography: { words: { ja: '撮影・録音', en: 'photography' }, mostDays: 366, reportDays: null },
  /** 2.3.1.1(7)(a)(ア), 別表2 row 5; of a standing pass for a year at most */
  'system-item': {
    words: { ja: '情報システムに関連する物品', en: 'system item' },
    mostDays: 366,
    reportDays: null,
  },
  /** 2.3.1.1(7)(a)(ウ), 1.4.2.2(2), 別表2 rows 8–13: devices of staff and of outsiders, as their holder is */
  'private-device': {
    words: { ja: '支給以外の端末・記録装置', en: 'private device' },
    mostDays: 366,
    reportDays: null,
  },
  /** 1.4.2.1(2), METI 77 and 78, 別表2 rows 20 to 22: whoever permits it pursues the report of its end */
  'take-out': {
    words: { ja: '区域外での情報処理・持ち出し', en: 'processing outside' },
    mostDays: 366,
    reportDays: 3,
  },
  /** 例外措置 (別表2 凡例) */
  exception: { words: { ja: '例外措置', en: 'exception' }, mostDays: 366, reportDays: 14 },
  /** 例外措置 for persons by name, as against one for a zone */
  'person-exception': {
    words: { ja: '人を限る例外措置', en: 'exception for persons' },
    mostDays: 366,
    reportDays: 14,
  },
  /** 別表1 凡例 禁: what is opened by an application */
  application: { words: { ja: '禁の区域での実施', en: 'application' }, mostDays: 366, reportDays: null },
  /** 2.3.1.1(8)(a), 別表2 rows 17 and 18; of a regular supplier for a year at most */
  delivery: { words: { ja: '受渡し', en: 'handover' }, mostDays: 366, reportDays: null },
  /** METI 13: 要保護情報 that leaves 要管理対策区域, or is handed to others; of a regular consignment for a year at most */
  transfer: {
    words: { ja: '要保護情報の移送・提供', en: 'transfer of information' },
    mostDays: 366,
    reportDays: null,
  },
  /** 別表2 rows 24 to 26 and 36: what is added in a zone */
  installing: { words: { ja: '設備の設置', en: 'installation' }, mostDays: 366, reportDays: null },
  /** 別表2 rows 28 to 35: the LANs of two zones; whatever goes on longer is looked at anew each year */
  linking: { words: { ja: '通信回線の接続', en: 'link of networks' }, mostDays: 366, reportDays: null },
  /** 2.3.1.1(5)(a), 別表1 rows 47 to 50 */
  work: { words: { ja: '作業', en: 'work' }, mostDays: 366, reportDays: null },
} as const satisfies Record<string, PermitKindOf>;

export type PermitKind = keyof typeof permitKinds;

/** The same as a list. */
export const permitKindNames = Object.keys(permitKinds).filter(isPermitKind);

export function isPermitKind(word: string): word is PermitKind {
  return word in permitKinds;
}
