import { organisationKeyOf } from '../../kernel/names/organisation-key-of.ts';
import type { FieldError } from '../../kernel/problem.ts';
import {
  type PermitState,
  permitStateNames,
  permitStatesInForce,
} from '../../permits/lifecycle/permit-lifecycle.ts';
import type { InformationGrade } from '../rule/information-grade.ts';
import type { Receiver } from '../rule/receiver.ts';
import type { TransferTerms } from './transfer-terms.ts';

/** Information that somebody hands over, as it is counted. */
export type HandedOver = {
  /** Who of the staff hands it over. */
  readonly by: string;
  readonly pieces: number;
  readonly sheets: number;
  readonly grade: InformationGrade;
  /** The firm it is handed to; absent = 文書使送. */
  readonly carrier?: string | undefined;
  /** Whose it is, where that is told. */
  readonly section?: string | undefined;
  /** To whom it is given; undefined = nobody has said. */
  readonly receiver?: Receiver | undefined;
};

/** A permit to move information, as it is held. */
export type HeldTransfer = {
  readonly state: PermitState;
  readonly validFrom: Date;
  /** Exclusive */
  readonly validUntil: Date;
  /** Who applied, and whom it is for. */
  readonly parties: readonly string[];
  /** Whose people applied. */
  readonly organisationId: string | null;
  readonly terms: TransferTerms;
};

export type TransferFacts = {
  /** undefined = there is no such permit to move information. */
  readonly permit: HeldTransfer | undefined;
  /** Somebody it is for was stopped. */
  readonly stopped: boolean;
  /** Nobody decided it, and somebody has to now: nobody had to ask (許可不要), and that has ended. */
  readonly askedAnew: boolean;
  /** What was handed over by it before, and did not come back. */
  readonly used: Counted;
  readonly now: Date;
};

type Counted = { readonly pieces: number; readonly sheets: number };

const inForce: readonly PermitState[] = permitStatesInForce;

/** Why information may not be handed over by the permit that was named (METI 13): every fault at once. */
export function judgeTransfer(handed: HandedOver, facts: TransferFacts): readonly FieldError[] {
  const { permit, stopped, askedAnew, now } = facts;
  if (permit === undefined) return [under(permission, 'この番号の移送・提供の許可はありません')];
  const { state, validFrom, validUntil, parties, terms } = permit;
  return [
    ...(inForce.includes(state)
      ? []
      : [under(permission, `この移送・提供の許可は「${permitStateNames[state]}」で、効いていません`)]),
    ...(validFrom <= now && now < validUntil
      ? []
      : [under(permission, '今日はこの移送・提供の許可の期間ではありません')]),
    ...(stopped ? [under(permission, 'この許可を受けた人のうちに、停止されたか離任した人がいます')] : []),
    ...(askedAnew
      ? [under(permission, '許可を要しないという定めはもう終わっています。申請し直してください')]
      : []),
    ...(parties.includes(handed.by) ? [] : [under('/by', 'この移送・提供を許可された人ではありません')]),
    ...(isWithin(handed.grade, terms.grade)
      ? []
      : [under('/information/grade', '許可された格付を超えています')]),
    ...judgeCarrier(handed, permit),
    ...judgeReceiver(handed, terms),
    ...judgeCounted(handed, facts.used, terms),
  ];
}

/** Who carries it: a firm by its name, for the 課室 that was permitted, or a messenger. */
function judgeCarrier(
  { carrier, section }: HandedOver,
  { terms, organisationId }: HeldTransfer,
): readonly FieldError[] {
  if ((carrier === undefined) !== (terms.carrier === undefined)) {
    return [under(permission, `${terms.carrier === undefined ? '文書使送' : '業者への引渡し'}の許可です`)];
  }
  if (carrier === undefined || terms.carrier === undefined) return [];
  const isFirm = organisationKeyOf(carrier) === organisationKeyOf(terms.carrier);
  const isTheirs = section === undefined || section === organisationId;
  return [
    ...(isFirm ? [] : [under('/carrier', '許可された業者ではありません')]),
    ...(isTheirs ? [] : [under('/section', 'ほかの課室が受けた許可です')]),
  ];
}

/** The permit names to whom it may be given, and nobody else is. */
function judgeReceiver({ carrier, receiver }: HandedOver, permitted: TransferTerms): readonly FieldError[] {
  const at = carrier === undefined ? '/section' : '/information/receiver';
  if (receiver === undefined) return [under(at, '要保護情報をだれに渡すかを書いてください')];
  return isPermitted(receiver, permitted) ? [] : [under(at, '許可された提供先ではありません')];
}

function isPermitted(receiver: Receiver, { section, receiver: outside }: TransferTerms): boolean {
  if ('section' in receiver) return receiver.section === section;
  return outside !== undefined && organisationKeyOf(receiver.name) === organisationKeyOf(outside);
}

/** What is permitted once is counted over all that is handed over by it, what is standing each time. */
function judgeCounted(handed: HandedOver, used: Counted, terms: TransferTerms): readonly FieldError[] {
  const before = terms.form === 'once' ? used : { pieces: 0, sheets: 0 };
  const sheets = Math.max(0, terms.sheets - before.sheets);
  const pieces = Math.max(0, terms.pieces - before.pieces);
  return [
    ...(handed.sheets <= sheets
      ? []
      : [under('/information/sheets', `許可された枚数の残りは${sheets}枚です`)]),
    ...(handed.pieces <= pieces ? [] : [under('/pieces', `許可された個数の残りは${pieces}個です`)]),
  ];
}

function isWithin(grade: InformationGrade, permitted: InformationGrade): boolean {
  return (['confidentiality', 'integrity', 'availability'] as const).every(
    (one) => grade[one] <= permitted[one],
  );
}

const permission = '/information/permission';

function under(at: string, words: string): FieldError {
  return { at, message: `${words}（METI 13条）` };
}
