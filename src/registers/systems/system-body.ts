import { type Static, Type } from 'typebox';
import { Code, Described, Name, Nullable, strict, Uuid } from '../../api/schemas.ts';
import type { SystemRow } from './system-rows.ts';
import type { SystemPlace } from './tables.ts';

const Place = Type.Object(
  { site: Uuid, zone: Described(Code, '区域の符号') },
  { ...strict, title: 'SystemPlace' },
);

/** What is registered of an information system. */
export const systemFields = {
  name: Described(Name, '情報システムの名称'),
  databaseNumber: Nullable(Type.String({ minLength: 1, maxLength: 40, pattern: '^[0-9A-Z-]+$' }), {
    description: '政府情報システム管理データベースの番号。登録の対象でなければ null',
  }),
  organisationId: Described(Uuid, '所管課室'),
  officerId: Described(Uuid, '情報システムセキュリティ責任者'),
  confidentiality: Type.Integer({ minimum: 1, maximum: 3, description: '取り扱う情報の機密性' }),
  integrity: Type.Integer({ minimum: 1, maximum: 2, description: '完全性' }),
  availability: Type.Integer({ minimum: 1, maximum: 2, description: '可用性' }),
  places: Type.Array(Place, { maxItems: 500, uniqueItems: true, description: '置いてある区域' }),
};

export const SystemBody = Type.Object({ id: Uuid, ...systemFields }, { title: 'InformationSystem' });

/** A system as the API tells it, with those of its places that whoever asks may know of. */
export function systemBody(system: SystemRow, places: readonly SystemPlace[]): Static<typeof SystemBody> {
  const { systemId: id, name, databaseNumber, organisationId, officerId } = system;
  const { confidentiality, integrity, availability } = system;
  return {
    id,
    name,
    databaseNumber,
    organisationId,
    officerId,
    confidentiality,
    integrity,
    availability,
    places: [...places],
  };
}
