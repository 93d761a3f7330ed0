import type { ClientBase } from 'pg';
import type { KnownRules } from './load-site-rules.ts';

/**
 * Rules that decide passages at a site and change seldom: read when the site's rules version has moved, and kept until it
 * moves again. Their rows are versioned (`from_seq`, `until_seq`); an act that changes them says so in its entry.
 */
export type RuleSource<Rules> = {
  /** The tables of these rows, by the log whose seqs they carry: each row that begins or ends is a turn of the rules. */
  readonly tables: { readonly ofSite: readonly string[]; readonly ofMinistry: readonly string[] };
  /** Reads the rules of a site as they were known. The caller holds the head, or asks for what has been. */
  readonly load: (client: Pick<ClientBase, 'query'>, siteId: string, known: KnownRules) => Promise<Rules>;
};
