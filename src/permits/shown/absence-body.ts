import { Type } from 'typebox';
import { Nullable, strict, Words } from '../../api/schemas.ts';

/** The body of a decision that says nothing else: nothing, or of a deputy why the officer is absent. */
export const AbsenceBody = Nullable(
  Type.Object({ absence: Type.Optional(Words) }, { ...strict, description: '代決の理由（責任者の不在）' }),
);
