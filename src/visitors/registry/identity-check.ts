/** How a visitor's identity was confirmed at the desk (rows 26, 27); the number of a document is never kept. */
export const identityMeans = [
  /** 写真付き身分証 */
  'photo-id',
  /** 写真なしの身分証と案内状 */
  'invitation-and-id',
  /** 議員記章 */
  'member-badge',
  /** 面識: a member of staff vouches */
  'vouched',
  /** 所属先への照会 */
  'employer-asked',
  /** 随行員名簿: named by the head of a delegation */
  'delegation-list',
  /** A child with an adult of the same visit */
  'child-with-adult',
] as const;

export type IdentityMeans = (typeof identityMeans)[number];

/** 身元の確認 of one 来庁. */
export type IdentityCheck = {
  readonly means: IdentityMeans;
  /** Who looked. */
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Whoever vouches, or the adult of a child. */
  readonly through?: string;
};

/** 身元の確認 after the check-in, at whichever desk. */
export type FurtherCheck = { readonly deskId: string; readonly identity: IdentityCheck };
