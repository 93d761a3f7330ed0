import type { ClientBase } from 'pg';

/** What may be open of a permit, beside its state. */
export const openMatterNames = {
  /** What was lent for it is not back. */
  unreturned: '未返却',
  /** Nobody decided it, and its rows ask for a decision by now: it allows nothing any more. */
  'asked-anew': '申請のし直し',
  /** What had to be looked at afterwards nobody has looked at. */
  unreviewed: '未確認',
  /** It runs without the camera that has to watch it. */
  unwatched: '監視カメラなし',
} as const;

export type OpenMatterName = keyof typeof openMatterNames;

/** Something that is open of a permit, and since when it should not be. */
export type OpenMatter = { readonly permit: string; readonly is: OpenMatterName; readonly due: Date };

/** Tells what is open of the permits of a kind at a site, each matter once a permit. */
export type FindOpenMatters = (
  client: Pick<ClientBase, 'query'>,
  siteId: string,
  now: Date,
) => Promise<readonly OpenMatter[]>;
