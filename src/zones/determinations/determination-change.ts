import type { Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { MinistryDraft } from '../../log/writing/perform-act.ts';
import type { DeterminationRow } from './determination-row.ts';

export type Adoption = {
  readonly determination: string;
  /** Of what says 届出: whoever notifies may begin before anyone answers. Not so = 許可, whatever it is called. */
  readonly beginsBeforeAnswer?: boolean | undefined;
};

/** Of one cell that says 届出: whether one may begin before anyone answers. */
export type NotificationAnswer = {
  readonly row: string;
  readonly class: number;
  readonly beginsBeforeAnswer: boolean;
};

export type ProposalAdoption = {
  readonly organisation: string;
  /** 決裁 or whatever else the adoption rests on. */
  readonly basis: string;
  /** RFC 3339; absent = now. */
  readonly from?: string | undefined;
  readonly cells: 'all' | readonly { readonly row: string; readonly class: number }[];
  /** Of each chosen proposal that says 届出; absent = of none. */
  readonly notifications?: readonly NotificationAnswer[] | undefined;
};

export type DeterminationEnd = {
  readonly reason: string;
  /** RFC 3339; absent = now. */
  readonly at?: string | undefined;
};

/** What a person wants to do with determinations of one organisation; JSON. */
export type DeterminationChange =
  | ({ readonly step: 'adopt' } & Adoption)
  | { readonly step: 'adopt-proposals'; readonly adoption: ProposalAdoption }
  | { readonly step: 'end'; readonly determination: string; readonly end: DeterminationEnd };

/** A version before its entry has a seq. */
export type UnrecordedRow = Omit<DeterminationRow, 'fromSeq'>;

/** What a change does to the rows, and what its entry says. */
export type PreparedChange = {
  readonly organisation: string;
  readonly entry: MinistryDraft;
  /** What was only proposed is in force nowhere. */
  readonly concernsSites: boolean;
  /** Versions that end with the entry. */
  readonly ended: readonly string[];
  /** Versions that begin with it. */
  readonly rows: readonly UnrecordedRow[];
  readonly answer: ChangeAnswer;
};

/** Another determination of the cell, and until when it holds; null = without end. */
export type OtherPeriod = { readonly id: string; readonly until: string | null };

export type EndAnswer = {
  readonly id: string;
  readonly until: string;
  /** What comes back, because what replaced it never began. */
  readonly restores: readonly OtherPeriod[];
  /** What had been replaced and does not come back, with the value it would have gone on giving. */
  readonly lost: readonly (OtherPeriod & { readonly value: string })[];
};

export type ChangeAnswer =
  | { readonly id: string; readonly value?: string }
  | { readonly adopted: number }
  | EndAnswer;

export type Prepared = Promise<Result<PreparedChange, Refusal>>;
