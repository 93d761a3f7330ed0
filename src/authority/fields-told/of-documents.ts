import { at, type Fields } from './fields.ts';

/** What is kept, for how long, and given out as documents. */
export const ofDocuments = {
  '/retention': {
    reader: [
      'rules.*.says',
      'rules.*.basis',
      'rules.*.document',
      'holds.*.says',
      'holds.*.reference',
      'due.*.says',
    ],
  },
  '/retention/proposals': at('items.*', { reader: ['reason', 'reference', 'erases.*.says'] }),
  /** Of those who may be whoever asks: they are compared by name. */
  '/disclosures/candidates': at('items.*', { person: ['name', 'affiliation'] }),
  /** What stands in a column is the kind's; who may not know whom they see reads 非表示 in each that names somebody. */
  '/sites/:site/records/:record': {
    reader: [
      'title',
      'site.name',
      'notes.*',
      'columns.*.title',
      'items.*.purpose',
      'items.*.zone',
      'items.*.zones',
      'items.*.state',
      'items.*.permitKind',
      'items.*.personKind',
      'items.*.enteredFrom',
      'items.*.enteredHow',
      'items.*.leftFrom',
      'items.*.leftHow',
      'items.*.pass',
      'items.*.item',
      'items.*.serial',
      'items.*.how',
    ],
    'name-at-place': [
      'items.*.name',
      'items.*.names',
      'items.*.affiliation',
      'items.*.purposeWords',
      'items.*.hosts',
      'items.*.hostAffiliations',
      'items.*.company',
      'items.*.applicant',
      'items.*.applicantAffiliation',
      'items.*.attendant',
      'items.*.attendantAffiliation',
      'items.*.resultWords',
    ],
  },
} as const satisfies Readonly<Record<string, Fields>>;
