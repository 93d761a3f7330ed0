import { desc, eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type AccessSettings, type SettingName, settingsOfProgram } from './access-settings.ts';
import { accessSettings } from './tables.ts';

/** A setting as it holds: version 0 is the program's, and nobody decided it. */
export type Setting<Name extends SettingName> = {
  readonly version: number;
  readonly value: AccessSettings[Name];
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};

/** What holds of a setting now. */
export async function findSetting<Name extends SettingName>(
  db: Database,
  name: Name,
): Promise<Setting<Name>> {
  const { version, value, reason, decidedBy, decidedAt } = accessSettings;
  const [newest] = await db
    .select({ version, value, reason, decidedBy, decidedAt })
    .from(accessSettings)
    .where(eq(accessSettings.name, name))
    .orderBy(desc(version))
    .limit(1);
  const ofProgram = { version: 0, ...settingsOfProgram[name], decidedBy: null, decidedAt: null };
  // Only `decideSetting` writes a value, under the name it is of.
  return newest === undefined ? ofProgram : { ...newest, value: newest.value as AccessSettings[Name] };
}
