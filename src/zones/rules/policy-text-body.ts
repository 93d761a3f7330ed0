import { Type } from 'typebox';

/** Which package of rules, and which edition of it, as the API names it. */
export const PolicyTextBody = Type.Object(
  { package: Type.String(), title: Type.String(), edition: Type.String() },
  { title: 'PolicyText' },
);
