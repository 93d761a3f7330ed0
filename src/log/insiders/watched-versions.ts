/** Of which log the seqs of a table of versions are. */
export type LogOfVersions = 'ministry' | 'site';

type Watched = {
  readonly of: LogOfVersions;
  /** What is erased on its date (I10): names, keys made of them, which are filled later, and what people wrote in words. */
  readonly erased?: readonly string[];
};

/**
 * The tables that say who may what and go where. A version in them stays as it was written, but that it ends: as of a seq they are the
 * same for ever, whatever happens later.
 */
export const watchedVersions = {
  cards: { of: 'ministry', erased: ['state_reason'] },
  contracts: { of: 'ministry', erased: ['company', 'purpose', 'end_reason'] },
  determinations: { of: 'ministry' },
  officer_deputies: { of: 'site' },
  openings: { of: 'site' },
  permits: { of: 'site', erased: ['purpose', 'reason', 'report', 'terms'] },
  persons: {
    of: 'ministry',
    erased: [
      'name',
      'name_kana',
      'name_search',
      'name_key',
      'affiliation',
      'employee_number',
      'number_twinned',
      'extension',
      'state_reason',
    ],
  },
  plan_elements: { of: 'site', erased: ['closed_reason'] },
  role_assignments: { of: 'ministry', erased: ['duty'] },
  standing_permissions: { of: 'site', erased: ['purpose', 'reason', 'outsider'] },
} as const satisfies Readonly<Record<string, Watched>>;

export type WatchedTable = keyof typeof watchedVersions;
