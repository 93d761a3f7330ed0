import { type NameFault, parseName } from '../../kernel/parse-name.ts';
import type { FieldError } from '../../kernel/problem.ts';
import type { PersonKind } from './person-lifecycle.ts';

/** What is written about a person; null = nothing. */
export type PersonDraft = {
  readonly kind: PersonKind;
  /** Kept byte for byte. */
  readonly name: string;
  readonly nameKana: string | null;
  /** The unit of a member of staff. */
  readonly organisationId: string | null;
  /** The affiliation (所属) of an outsider, as written. */
  readonly affiliation: string | null;
  /** The contract of a card-lent outsider. */
  readonly contractId: string | null;
  /** A string: leading zeros count. */
  readonly employeeNumber: string | null;
  /** 内線, as it is dialled; absent = none. */
  readonly extension?: string | null;
};

/** What is wrong with a draft by itself: names that cannot be shown, and what each kind needs or may not have. */
export function judgePersonDraft(draft: PersonDraft): readonly FieldError[] {
  const { kind, organisationId, affiliation, contractId, employeeNumber } = draft;
  const errors: FieldError[] = [
    ...judgeText('/name', draft.name),
    ...judgeText('/nameKana', draft.nameKana),
    ...judgeText('/affiliation', affiliation),
  ];
  if (kind === 'staff') {
    if (organisationId === null)
      errors.push({ at: '/organisationId', message: '職員には所属組織が必要です' });
    if (affiliation !== null)
      errors.push({ at: '/affiliation', message: '職員の所属は組織で指定してください' });
  } else {
    if (affiliation === null) errors.push({ at: '/affiliation', message: '府省庁外の者には所属が必要です' });
    if (employeeNumber !== null) {
      errors.push({ at: '/employeeNumber', message: '職員番号は職員だけに付けられます' });
    }
  }
  if (kind === 'card-lent' && contractId === null) {
    errors.push({ at: '/contractId', message: '事前貸与者には契約が必要です' });
  }
  if (kind !== 'card-lent' && contractId !== null) {
    errors.push({ at: '/contractId', message: '契約は事前貸与者だけに付けられます' });
  }
  return errors;
}

const nameFaults: Readonly<Record<NameFault, string>> = {
  empty: '空白だけの記入はできません',
  'lone-surrogate': '文字として成り立たない符号が含まれています',
  'control-character': '制御文字は使えません',
  'bidi-control': '書字方向を変える文字は使えません',
  'invisible-character': '目に見えない文字は使えません',
};

function judgeText(at: string, text: string | null): readonly FieldError[] {
  if (text === null) return [];
  const parsed = parseName(text);
  return parsed.ok ? [] : [{ at, message: nameFaults[parsed.refusal] }];
}
