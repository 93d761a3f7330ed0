import type { Care } from '../rule/care.ts';
import type { InformationGrade } from '../rule/information-grade.ts';
import type { Receiver } from '../rule/receiver.ts';

/** Information that is handed over: its 格付, and the sheets as they were counted. */
export type HandedInformation = {
  readonly grade: InformationGrade;
  readonly sheets: number;
  /** The id of the 移送・提供の許可 (`transfer`), of 要保護情報 that leaves. */
  readonly permission?: string | undefined;
};

/** The same as a firm carries it. */
export type CarriedInformation = HandedInformation & {
  /** To whom it is given; of what comes in nobody is named. */
  readonly receiver?: Receiver | undefined;
};

/** What 受渡業者 and staff hand to one another: of a plain parcel at class 0 the zone, carrier, pieces and staff are all. */
export type Handover = {
  readonly way: 'in' | 'out';
  readonly zone: string;
  readonly carrier: string;
  readonly pieces: number;
  /** Who of the staff took it over, or handed it out. */
  readonly by: string;
  /** The 課室 it is for, or whose it is. */
  readonly section?: string | undefined;
  readonly care: Care;
  readonly slip?: string | undefined;
  /** Who came into a class, and why it could not be helped. */
  readonly entry?: { readonly courier: string; readonly reason: string } | undefined;
  /** Absent = a parcel. */
  readonly information?: CarriedInformation | undefined;
};
