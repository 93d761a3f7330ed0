import type { FieldError } from '../../kernel/problem.ts';
import type { WorkTerms } from './work-terms.ts';

/** What has to be looked up of whoever comes to work. */
export type CrewFacts = {
  /** The contract named, if it is one. */
  readonly contract:
    | { readonly validFrom: Date; readonly validUntil: Date; readonly ended: boolean }
    | undefined;
  /** Of the workers who are persons under a contract: which one. */
  readonly contractOf: ReadonlyMap<string, string>;
  /** Of the attendants: who is 行政事務従事者 in office. */
  readonly inOffice: ReadonlySet<string>;
};

type Crew = {
  readonly workers: readonly string[];
  readonly terms: Pick<WorkTerms, 'contract' | 'attendants' | 'subcontracts'>;
  readonly from: Date;
  readonly until: Date;
};

/**
 * What is wrong with who works and who attends: the contract has to run as long as the work, whoever is under another contract comes
 * by a 再委託 that was consented to, and nobody attends their own work. Pure: every fault at once.
 */
export function judgeCrew({ workers, terms, from, until }: Crew, facts: CrewFacts): readonly FieldError[] {
  const { contract, attendants } = terms;
  const consented = new Set((terms.subcontracts ?? []).flatMap(({ persons }) => persons));
  return [
    ...(contract === undefined ? [] : judgeContract(facts.contract, from, until)),
    ...workers.flatMap((id, index) => {
      const under = facts.contractOf.get(id);
      const isOther = contract !== undefined && under !== undefined && under !== contract;
      return isOther && !consented.has(id) ? [{ at: `/persons/${index}`, message: otherContract }] : [];
    }),
    ...attendants.flatMap((id, index) => {
      if (workers.includes(id)) return [{ at: `/terms/attendants/${index}`, message: ownWork }];
      return facts.inOffice.has(id) ? [] : [{ at: `/terms/attendants/${index}`, message: notStaff }];
    }),
  ];
}

/** What is wrong with the contract of a work from when until when: it runs as long as the work. */
export function judgeContract(
  contract: CrewFacts['contract'],
  from: Date,
  until: Date,
): readonly FieldError[] {
  if (contract === undefined) return [{ at: '/terms/contract', message: 'この契約はありません' }];
  const runs = !contract.ended && contract.validFrom <= from && until <= contract.validUntil;
  return runs ? [] : [{ at: '/terms/contract', message: '作業の期間は契約の期間の中にしてください' }];
}

const otherContract = 'ほかの契約の人です。再委託なら承諾の番号を subcontracts に書いてください';
const ownWork = '自分の作業には立ち会えません。ほかの職員にしてください';
const notStaff = '立会者は在職中の行政事務従事者にしてください';
