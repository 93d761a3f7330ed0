import { element } from '../kit/element.ts';

/** 回復コード: told this once, to be written down. */
export function recoveryCodes(codes: readonly string[]): readonly Node[] {
  return [
    element(
      'p',
      {},
      '認証アプリが手元にないときに、一つずつ一度だけ使えます。今しか表示しません。紙に控えて、ほかの人の手の届かないところに置いてください。',
    ),
    element('ul', {}, ...codes.map((code) => element('li', { class: 'code' }, code))),
  ];
}
