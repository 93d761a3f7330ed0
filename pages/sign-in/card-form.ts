import { askApi } from '../kit/ask-api.ts';
import { field } from '../kit/field.ts';
import { type FormTerms, form } from '../kit/form.ts';
import type { Entered, SignedIn } from './signed-in.ts';

/** The form that signs in at a console by 識別カード and 暗証番号, and takes it over from whoever kept it. */
export function cardForm(
  entered: Entered,
  notice: number,
  refused: FormTerms<SignedIn>['refused'],
): HTMLFormElement {
  // First what a reader at the desk types by itself, ending with Enter.
  const number = field({
    name: 'card/number',
    label: 'カードの番号',
    autocomplete: 'off',
    hint: '読取機にカードをかざすか、番号を打ってください。',
  });
  const pin = field({
    name: 'pin',
    label: '暗証番号',
    autocomplete: 'off',
    hint: 'あなたが決めた6桁から12桁の数字です。',
    type: 'password',
    inputmode: 'numeric',
  });
  const format = field({
    name: 'card/format',
    label: 'カードの形式',
    autocomplete: 'off',
    hint: 'felica-idm、uid、iso15693-uid、wiegand-26 など。登録したときの形式です。',
    value: 'felica-idm',
  });
  const facility = field({
    name: 'card/facility',
    label: '施設番号（あれば）',
    autocomplete: 'off',
    hint: 'カードに施設番号がなければ、空のままにしてください。',
    isOptional: true,
  });
  return form<SignedIn>({
    fields: [number, pin, format, facility],
    send: '注意を読んでサインインする',
    ask: ({ pin: shown, 'card/format': format, 'card/facility': facility, 'card/number': number }) =>
      askApi('POST', '/console/sign-in', { card: { format, facility, number }, pin: shown, notice }),
    done: entered,
    ...(refused === undefined ? {} : { refused }),
  });
}
