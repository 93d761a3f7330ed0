import { type TProperties, Type } from 'typebox';
import { strict, Words } from '../../api/schemas.ts';

type SettingAsked<Fields extends TProperties> = {
  readonly clause: string;
  readonly summary: string;
  readonly description?: string;
  /** What is decided, as the body says it before the reason. */
  readonly fields: Fields;
};

const Version = Type.Object({ version: Type.Integer() }, { title: 'SettingDecided' });

/** The options of a route by which a setting is decided. */
export function settingRoute<Fields extends TProperties>({ clause, fields, ...words }: SettingAsked<Fields>) {
  return {
    config: { action: 'access-settings.change', clause },
    schema: { ...words, body: Type.Object({ ...fields, reason: Words }, strict), response: { 201: Version } },
  } as const;
}
