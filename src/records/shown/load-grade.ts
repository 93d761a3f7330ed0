import { findSetting } from '../../authority/settings/find-setting.ts';
import { handlingLimits } from '../../authority/settings/handling-limits.ts';
import type { Database } from '../../db/pool.ts';

/** 格付及び取扱制限 that the ministry gives its records now, in words as they stand on what is given out (統一技術基準 2.2.1.2(2)(a)). */
export async function loadGrade(db: Database): Promise<string> {
  const { confidentiality, limits } = (await findSetting(db, 'record-grade')).value;
  return [`機密性${confidentiality}情報`, ...limits.map((limit) => handlingLimits[limit])].join('・');
}
