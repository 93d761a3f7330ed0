import type { Database } from '../../db/pool.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { Finding } from '../lints/finding.ts';
import { place } from '../lints/finding.ts';
import { called } from '../lints/judge-act.ts';
import type { SitePlan } from '../plan/site-plan.ts';
import type { RaisedZone } from './raised-zones.ts';

/** A zone to which standing permissions need consent again. */
export type ReopenedZone = {
  readonly zone: string;
  /** Permissions in force that do not open it from the change on. */
  readonly permissions: number;
  /** Applications that lose a consent given before. */
  readonly applications: number;
  /** Whose permissions and applications these are. */
  readonly persons: readonly string[];
};

/**
 * What a change of the plan reopens, with every row that it will write: thousands of rows are made before a transaction is open,
 * and within it only compared by their versions.
 */
export type Reopening = {
  readonly zones: readonly ReopenedZone[];
  /** Whether a permission in force does not open a zone any more. */
  readonly loses: (permission: string, zone: string) => boolean;
  /** Locks whose permissions they are; to be done before any head is taken. */
  readonly lock: (tx: ActTx) => Promise<void>;
  /** Reopens from `seq` of the site's log on, under its head. False: other permissions are concerned by now. */
  readonly save: (tx: ActTx, seq: number) => Promise<boolean>;
};

/** Asks the keeper of standing permissions what becomes of them when zones are raised or put anew. */
export type PrepareReopening = (
  db: Database,
  siteId: string,
  raised: readonly RaisedZone[],
  now: Date,
) => Promise<Reopening>;

/** An exception, or what else leaves a rule aside, that counts no more from a change of the plan on, and in which zones it is why. */
export type ReopenedException = { readonly permit: string; readonly zones: readonly string[] };

/** What a change of the plan does to the exceptions that run; as `Reopening`. */
export type ReopenedExceptions = Pick<Reopening, 'lock' | 'save'> & {
  readonly exceptions: readonly ReopenedException[];
};

/** Asks the keeper of exceptions which of them nobody has given for what the zones are from now on. */
export type PrepareExceptions = (
  db: Database,
  siteId: string,
  raised: readonly RaisedZone[],
  now: Date,
) => Promise<ReopenedExceptions>;

/** Of a house that has no exceptions yet. */
export const withoutExceptions: PrepareExceptions = async () => ({
  exceptions: [],
  lock: async () => undefined,
  save: async () => true,
});

/** Something that was added in a zone, or links it, under a permit that covers it no more from a change of the plan on. */
export type UncoveredAddition = { readonly permit: string; readonly zone: string };

/** Asks the register of what was added which of it the next plan leaves without a permit that the present one does not. */
export type FindUncovered = (
  siteId: string,
  plans: { readonly present: SitePlan; readonly next: SitePlan },
  at: Date,
) => Promise<readonly UncoveredAddition[]>;

/** Of a house where nothing has been added yet. */
export const withoutAdditions: FindUncovered = async () => [];

/** What is said of what was added and is not covered any more; the report of gaps names each. */
export function additionFindings(
  { zones }: SitePlan,
  uncovered: readonly UncoveredAddition[],
): readonly Finding[] {
  return zones.flatMap((zone, index): Finding[] => {
    const permits = new Set(uncovered.filter((one) => one.zone === zone.id).map(({ permit }) => permit));
    if (permits.size === 0) return [];
    return [
      {
        code: 'additions-uncovered',
        severity: 'warning',
        ...place('zones', index, zone.id, '/class'),
        clause: '別表2(5)(6)',
        message: `${called(zone)}の設置・接続の許可・届出${permits.size}件は、この変更から及ばなくなり、あらためて申請が要ります。それまで不足報告に示します。`,
      },
    ];
  });
}

/** What is said of exceptions that count no more; which they are is in the answer's `exceptions`. */
export function exceptionFindings(
  { zones }: SitePlan,
  exceptions: readonly ReopenedException[],
): readonly Finding[] {
  return zones.flatMap((zone, index): Finding[] => {
    const count = exceptions.filter((one) => one.zones.includes(zone.id)).length;
    if (count === 0) return [];
    return [
      {
        code: 'exceptions-reopened',
        severity: 'warning',
        ...place('zones', index, zone.id, '/class'),
        message: `${called(zone)}で効いている例外措置など${count}件は、この変更から効かなくなり、あらためて判断されるのを待ちます（出ることは妨げません）。`,
      },
    ];
  });
}

/** What is said of reopened consents beside the lints: how many; who they are is in the answer's `reopens`. */
export function reopeningFindings(
  { zones }: SitePlan,
  raised: readonly RaisedZone[],
  reopens: readonly ReopenedZone[],
): readonly Finding[] {
  const places = new Map(zones.map((zone, index) => [zone.id, index]));
  const raisedFrom = new Map(raised.map(({ id, was }) => [id, was]));
  return reopens.flatMap(({ zone: id, permissions, applications, persons }): Finding[] => {
    const index = places.get(id) ?? -1;
    const [zone, was] = [zones[index], raisedFrom.get(id)];
    if (zone === undefined) return [];
    const change =
      was === undefined
        ? `${called(zone)}は新しく置く区域です`
        : `${called(zone)}のクラスが${was ?? '未決定'}から上がります`;
    return [
      {
        code: 'consents-reopened',
        severity: 'warning',
        ...place('zones', index, id, '/class'),
        clause: '2.3.1.1(2)(a)(オ)',
        message: `${change}。前の承認はこの区域には及ばなくなり、${persons.length}人の許可${permissions}件と申請${applications}件が、あらためて承認されるまでこの区域に入れません（出ることは妨げません）。`,
      },
    ];
  });
}
