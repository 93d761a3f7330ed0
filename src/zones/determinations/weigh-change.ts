import { inArray } from 'drizzle-orm';
import { type Database, databaseOf } from '../../db/pool.ts';
import { heads } from '../../log/tables.ts';
import type { OpenedZone } from '../opens/judge-opens.ts';
import { type OpensDeps, weighOpens } from '../opens/weigh-opens.ts';
import type { Zone } from '../plan/site-plan.ts';
import { sitesOfOrganisation } from '../plan/sites-of-organisation.ts';
import type { Determination } from '../regulation/determination.ts';
import type { Layers } from '../regulation/layers.ts';
import type { Policy } from '../regulation/policy.ts';
import { loadSiteRules } from '../rules/load-site-rules.ts';
import { parseDetermination } from '../rules/parse-determination.ts';
import type { PreparedChange, UnrecordedRow } from './determination-change.ts';

/** A zone of a site into which determinations let somebody who could not enter before. */
export type OpenedAt = OpenedZone & { readonly site: string };

/** A site with zones of the organisation, by the version of its rules. */
export type RuledSite = { readonly site: string; readonly rulesSeq: number };

export type WeighedChange = {
  readonly opens: readonly OpenedAt[];
  /** What it was weighed against: under the heads it must still be so. */
  readonly ruled: readonly RuledSite[];
};

/**
 * Whom a change of determinations lets into zones of class 2 or more, at every site where the organisation has zones. Read
 * without any lock: all sites' doors would wait. Where no plan stands nothing is kept yet, so nothing is opened.
 */
export async function weighChange(
  deps: OpensDeps & { readonly policy: Policy },
  { organisation, concernsSites, ended, rows }: PreparedChange,
  now: Date,
): Promise<WeighedChange> {
  const ruled = concernsSites ? await loadRuledSites(databaseOf(deps.pool), organisation) : [];
  const begun = rows.filter(({ policy }) => policy === deps.policy.package).map(determinationOf);
  const gone = new Set(ended);
  const opens: OpenedAt[] = [];
  for (const { site } of ruled) {
    const rules = await loadSiteRules(deps.pool, site, deps.policy);
    if (rules?.plan === undefined) continue;
    const { plan, layers } = rules;
    const stay = layers.determinations.filter(({ id }) => !gone.has(id));
    const before = { plan, layersFor: byOrganisation(layers) };
    const after = {
      plan,
      layersFor: byOrganisation({ ...layers, determinations: [...stay, ...begun] }),
    };
    const found = await weighOpens(deps, site, before, after, now);
    opens.push(...found.map((opened) => ({ site, ...opened })));
  }
  return { opens, ruled };
}

/** The sites where an organisation has zones. */
export async function loadRuledSites(db: Database, organisation: string): Promise<readonly RuledSite[]> {
  return db
    .select({ site: heads.siteId, rulesSeq: heads.rulesSeq })
    .from(heads)
    .where(inArray(heads.siteId, sitesOfOrganisation(db, organisation)))
    .orderBy(heads.siteId);
}

/** Each organisation's determinations apart: a zone is weighed over those of its own. */
function byOrganisation(layers: Layers): (zone: Zone) => Layers {
  const known = new Map<string, Layers>();
  return ({ organisation: own }) => {
    const before = known.get(own);
    if (before !== undefined) return before;
    const determinations = layers.determinations.filter(({ organisation }) => organisation === own);
    const made = { ...layers, determinations };
    known.set(own, made);
    return made;
  };
}

function determinationOf(row: UnrecordedRow): Determination {
  const { determinationId, organisationId, class: zoneClass, effectiveFrom, effectiveUntil } = row;
  return parseDetermination({
    ...row,
    id: determinationId,
    organisation: organisationId,
    zoneClass,
    from: effectiveFrom.toISOString(),
    until: effectiveUntil?.toISOString() ?? null,
  });
}
