import { mapValues } from '../../../kernel/map-values.ts';
import { personalFields } from '../../../log/entry/personal-fields.ts';
import type { Telling } from './telling.ts';

/** What the personal data of entries are called, however deep they stand; of ids beside them the entry itself tells. */
export const personalTold: NonNullable<Telling['fields']> = {
  ...mapValues(personalFields, (says) => ({
    says,
    get fields() {
      return personalTold;
    },
  })),
  organisationId: { says: '組織', sort: 'unit' },
  memberId: null,
  pressPerson: null,
  sheet: '用紙',
};
