import { desc, inArray } from 'drizzle-orm';
import { settingNames } from '../../authority/settings/access-settings.ts';
import {
  type Considered,
  type ConsideredClause,
  consideredClauseNames,
  consideredClauses,
} from '../../authority/settings/considered-clauses.ts';
import type { ClauseDecision } from '../../authority/settings/decided-values.ts';
import { findSetting } from '../../authority/settings/find-setting.ts';
import { accessSettings } from '../../authority/settings/tables.ts';
import type { Database } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';

type Decision = {
  readonly version: number;
  readonly decision: ClauseDecision;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
};

/** A setting as it holds; version 0 is the program's, and nobody decided it. */
type CarryingSetting = Omit<Decision, 'decision' | 'decidedBy' | 'decidedAt'> & {
  readonly says: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};

/** A line of 設置判断台帳: a clause, what Sekisho offers for it, and what the ministry has decided. */
export type ConsideredLine = Omit<Considered, 'setting'> & {
  readonly clause: ConsideredClause;
  /** The newest first; none: not yet decided. */
  readonly decisions: readonly Decision[];
  readonly setting: CarryingSetting | null;
};

/** Every clause that the ministry weighs, decided or not. */
export async function loadConsideredRegister(db: Database): Promise<readonly ConsideredLine[]> {
  const decisions = groupBy(await loadClauseDecisions(db), ({ name }) => name);
  return Promise.all(
    consideredClauseNames.map(async (clause) => {
      const { setting, ...considered }: Considered = consideredClauses[clause];
      return {
        ...{ clause, ...considered },
        decisions: decisions.get(clause) ?? [],
        setting:
          setting === undefined ? null : { ...(await findSetting(db, setting)), says: settingNames[setting] },
      };
    }),
  );
}

async function loadClauseDecisions(db: Database) {
  const rows = await db
    .select()
    .from(accessSettings)
    .where(inArray(accessSettings.name, consideredClauseNames))
    .orderBy(desc(accessSettings.version));
  return rows.flatMap(({ value, ...row }) => ('decision' in value ? [{ ...row, ...value }] : []));
}
