import { Type } from 'typebox';
import { End, Instant, Nullable, Uuid } from '../../api/schemas.ts';

/** A record as JSON, as `jsonRecord` writes it. */
export const RecordBody = Type.Object(
  {
    record: Type.String(),
    title: Type.String(),
    grade: Type.String({ description: '格付と取扱制限' }),
    site: Uuid,
    from: Instant,
    until: End,
    asOf: Type.Object({ epoch: Uuid, seq: Type.Integer(), recordedAt: Instant }),
    notes: Type.Array(Type.String()),
    columns: Type.Array(Type.Object({ key: Type.String(), title: Type.String() })),
    items: Type.Array(Type.Record(Type.String(), Nullable(Type.String()))),
    count: Type.Integer({ description: 'items の数。終わりまで届いたことを示す' }),
  },
  { title: 'Record', description: 'asOf は、この番号の記録までを載せたことを示す' },
);
