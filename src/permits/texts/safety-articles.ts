/** What the 規程 of the ministry say that an application rests on (METI 76, 79, 81): which measures are taken outside, and with whose devices. */
export const safetyArticles = {
  'meti-76-1': '要管理対策区域外での情報処理の安全管理措置（METI 76条1項）',
  'meti-76-2': '情報システムの要管理対策区域外への持ち出しの安全管理措置（METI 76条2項）',
  'meti-79': '支給の情報機器による区域外での情報処理の安全管理措置（METI 79条）',
  'meti-81': '支給以外の情報機器による情報処理の安全管理措置（METI 81条）',
} as const satisfies Record<string, string>;

export type SafetyArticle = keyof typeof safetyArticles;

/** The same as a list. */
export const safetyArticleNames = Object.keys(safetyArticles).filter(
  (word): word is SafetyArticle => word in safetyArticles,
);
