/** How a visitor's identity was confirmed at the desk (rows 26, 27); the number of a document is never kept. */
export const identityMeans = [
  'photo-id',
  'invitation-and-id',
  'member-badge',
  /** A member of staff vouches */
  'vouched',
  'employer-asked',
  /** Named by the head of a delegation */
  'delegation-list',
  /** A child with an adult of the same visit */
  'child-with-adult',
] as const;

/** What each is called. */
export const identityMeansWords = {
  'photo-id': '写真付き身分証',
  'invitation-and-id': '写真なしの身分証と案内状',
  'member-badge': '議員記章',
  vouched: '面識',
  'employer-asked': '所属先への照会',
  'delegation-list': '随行員名簿',
  'child-with-adult': '付き添う大人',
} as const satisfies Record<IdentityMeans, string>;

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
