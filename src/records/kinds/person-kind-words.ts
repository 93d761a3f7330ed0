import type { PersonKind } from '../../zones/regulation/person-kinds.ts';

/** What people call whom a person is to the ministry. */
export const personKindWords: Readonly<Record<PersonKind, string>> = {
  staff: '職員',
  'other-ministry': '他府省庁',
  'card-lent': '事前貸与者',
  visitor: '訪問者',
  courier: '受渡業者',
  'emergency-services': '消防・救急・警察',
};
