import { element } from '../kit/element.ts';
import { qrCode } from '../kit/qr-code.ts';

/** What an authenticator app takes in, told once. */
export type Seed = { readonly secret: string; readonly uri: string };

/** A seed, to be read by an app or typed into one. */
export function seedShown({ secret, uri }: Seed): readonly Node[] {
  return [
    qrCode(uri, '認証アプリで読む二次元コード'),
    element('p', {}, '読めないときは、この秘密を認証アプリに打ち込んでください。'),
    element('p', { class: 'code' }, secret.replaceAll(/(.{4})/g, '$1 ').trim()),
  ];
}
