/** What came of a look at what was taken (撮影内容の確認). */
export const reviewResults = {
  cleared: '問題なし',
  deleted: '一部又は全部を消去させた',
  withheld: '持ち出させなかった',
} as const;

export type ReviewResult = keyof typeof reviewResults;

/** The same as a list. */
export const reviewResultNames = Object.keys(reviewResults).filter(
  (word): word is ReviewResult => word in reviewResults,
);
