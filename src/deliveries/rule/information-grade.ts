import { type Static, Type } from 'typebox';
import { strict } from '../../api/schemas.ts';

/** 格付: 機密性 1–3, 完全性 and 可用性 1–2. */
export const InformationGrade = Type.Object(
  {
    confidentiality: Type.Integer({ minimum: 1, maximum: 3, description: '機密性' }),
    integrity: Type.Integer({ minimum: 1, maximum: 2, description: '完全性' }),
    availability: Type.Integer({ minimum: 1, maximum: 2, description: '可用性' }),
  },
  { ...strict, title: 'InformationGrade', description: '情報の格付' },
);

export type InformationGrade = Static<typeof InformationGrade>;

/** Whether it is 要保護情報: of one of the three it is more than 1. */
export function isProtected({ confidentiality, integrity, availability }: InformationGrade): boolean {
  return confidentiality > 1 || integrity > 1 || availability > 1;
}
