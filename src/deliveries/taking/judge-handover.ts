import type { FieldError } from '../../kernel/problem.ts';
import { isProtected } from '../rule/information-grade.ts';
import type { Handover } from './handover.ts';

export type HandoverFacts = {
  /** As the plan has it; undefined = it has none. */
  readonly zone: { readonly class: number | null; readonly handover: boolean } | undefined;
  readonly isStaff: boolean;
  /** True where no section is named. */
  readonly isSection: boolean;
  /** True where no 課室 is named as the receiver. */
  readonly isReceiver: boolean;
  readonly sectionAsksSlip: boolean;
  /** Whoever came in is 受渡業者 and not stopped. */
  readonly isCourier: boolean;
};

/** What is wrong with something handed over: what is missing, and what nobody asks for. Every fault at once. */
export function judgeHandover(handover: Handover, facts: HandoverFacts): readonly FieldError[] {
  const { zone, isStaff, isSection } = facts;
  if (zone === undefined) return [{ at: '/zone', message: 'この区域は図面にありません' }];
  return [
    ...(isStaff ? [] : [{ at: '/by', message: '在職中の行政事務従事者にしてください' }]),
    ...(isSection ? [] : [{ at: '/section', message: 'この課室は登録されていません' }]),
    ...judgeReceiver(handover, facts.isReceiver),
    ...judgeEntry(handover, zone, facts.isCourier),
    ...judgeSlip(handover, facts.sectionAsksSlip),
  ];
}

/** Of what comes in the receiver is whoever takes it over. */
function judgeReceiver({ way, information }: Handover, isReceiver: boolean): readonly FieldError[] {
  if (information?.receiver === undefined) return [];
  const at = '/information/receiver';
  if (way === 'in') return [{ at, message: '受け取る相手は、引き渡すときだけ書いてください' }];
  return isReceiver ? [] : [{ at: `${at}/section`, message: 'この課室は登録されていません' }];
}

/** Into a class only where it cannot be helped, by name, and never beyond the place of handover; a class that is undecided is one. */
function judgeEntry(
  { entry }: Handover,
  zone: NonNullable<HandoverFacts['zone']>,
  isCourier: boolean,
): readonly FieldError[] {
  if (zone.class === 0) {
    return entry === undefined
      ? []
      : [{ at: '/entry', message: 'クラス0では、受渡業者の氏名も理由も求めません' }];
  }
  const beyond = zone.handover
    ? []
    : [{ at: '/zone', message: '受渡し場所ではありません。区域の中では受渡し場所だけで受け渡せます' }];
  if (entry === undefined) {
    return [...beyond, { at: '/entry', message: '区域に入った受渡業者と、やむを得ない理由が要ります' }];
  }
  return isCourier
    ? beyond
    : [
        ...beyond,
        { at: '/entry/courier', message: '受渡業者として登録され、停止されていない人にしてください' },
      ];
}

function judgeSlip({ care, information, slip }: Handover, sectionAsks: boolean): readonly FieldError[] {
  const isInformationProtected = information !== undefined && isProtected(information.grade);
  const asked = care === 'registered' || isInformationProtected || sectionAsks;
  if (asked === (slip !== undefined)) return [];
  const message = asked
    ? '書留・要保護情報と、課室が求めるものには、伝票番号が要ります'
    : '伝票番号は、書留・要保護情報と、課室が求めるものにだけ記録します';
  return [{ at: '/slip', message }];
}
