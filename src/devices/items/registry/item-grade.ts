import { type Static, Type } from 'typebox';
import { strict } from '../../../api/schemas.ts';

/** 格付 of the information an item holds, the highest of each. */
export const ItemGrade = Type.Object(
  {
    confidentiality: Type.Integer({ minimum: 1, maximum: 3 }),
    integrity: Type.Integer({ minimum: 1, maximum: 2 }),
    availability: Type.Integer({ minimum: 1, maximum: 2 }),
  },
  {
    ...strict,
    title: 'ItemGrade',
    description: '中の情報の格付（機密性1–3、完全性1–2、可用性1–2）のうち最も高いもの',
  },
);

export type ItemGrade = Static<typeof ItemGrade>;
