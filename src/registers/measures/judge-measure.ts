import type { FieldError } from '../../kernel/problem.ts';
import { type Hazard, type MeasuredRow, rowOfHazards, rowOfPowerCuts } from './measured-rows.ts';

/** What is recorded of a measure. Days are those of the site. */
export type MeasureDraft = {
  readonly zone: string;
  readonly row: MeasuredRow;
  readonly hazard?: Hazard | undefined;
  /** Which power is cut once people are safe, and by whom. */
  readonly cut?: { readonly power: string; readonly by: string } | undefined;
  readonly what: string;
  readonly evidence: string;
  readonly takenOn: string;
  readonly nextInspectionOn?: string | undefined;
};

/** What was found when a measure was looked at. */
export type Inspection = {
  readonly on: string;
  readonly found: string;
  readonly nextInspectionOn?: string | undefined;
};

/** Every fault of a measure, at its field; `isThere` = the plan has the zone and whoever records it knows of it. Pure. */
export function judgeMeasure(
  { row, hazard, cut, takenOn, nextInspectionOn }: MeasureDraft,
  { isThere, today }: { readonly isThere: boolean; readonly today: string },
): readonly FieldError[] {
  const isOfHazard = row === rowOfHazards;
  const isOfCuts = row === rowOfPowerCuts;
  return [
    ...(isThere ? [] : [{ at: '/zone', message: 'この区域は図面にありません' }]),
    ...(isOfHazard && hazard === undefined
      ? [{ at: '/hazard', message: '9a の対策には、何に対するものかを書いてください' }]
      : []),
    ...(!isOfHazard && hazard !== undefined
      ? [{ at: '/hazard', message: '何に対するものかを書くのは、9a の対策だけです' }]
      : []),
    ...(isOfCuts && cut === undefined
      ? [{ at: '/cut', message: '9b の対策には、どの電源をだれが遮断するかを書いてください' }]
      : []),
    ...(!isOfCuts && cut !== undefined
      ? [{ at: '/cut', message: 'どの電源をだれが遮断するかを書くのは、9b の対策だけです' }]
      : []),
    ...(takenOn > today ? [{ at: '/takenOn', message: 'まだ来ていない日に講じた対策は記録できません' }] : []),
    ...laterThan(nextInspectionOn, takenOn),
  ];
}

/** Every fault of an inspection, at its field. Pure. */
export function judgeInspection(
  { on, nextInspectionOn }: Inspection,
  { takenOn, today }: { readonly takenOn: string; readonly today: string },
): readonly FieldError[] {
  return [
    ...(on > today ? [{ at: '/on', message: 'まだ来ていない日の点検は記録できません' }] : []),
    ...(on < takenOn ? [{ at: '/on', message: '対策を講じた日より前の点検は記録できません' }] : []),
    ...laterThan(nextInspectionOn, on),
  ];
}

function laterThan(nextInspectionOn: string | undefined, day: string): readonly FieldError[] {
  return nextInspectionOn === undefined || nextInspectionOn > day
    ? []
    : [{ at: '/nextInspectionOn', message: '点検の期限は、それより後の日を指定してください' }];
}
