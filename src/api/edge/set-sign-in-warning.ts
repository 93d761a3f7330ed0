import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** What whoever signs in has to know of this connection and this office (統一技術基準 2.2.1.1(1)(b)(ウ)); null: nothing. */
    readonly signInWarning: string | null;
  }
}

/** Over which connection somebody signs in, and to which office. */
export type SignInConnection = Pick<FastifyInstance, 'overTls' | 'signInWarning'>;

const unencrypted = 'この接続は暗号化されていません。この機械の中だけで使ってください。';
const demo = 'これは見本の庁舎です。本物の人も扉もなく、だれでも同じパスワードで入れます。';

/** Lets routes below `app` warn whoever signs in. */
export function setSignInWarning(
  app: FastifyInstance,
  { overTls, isDemo }: { readonly overTls: boolean; readonly isDemo: boolean },
): void {
  const words = [...(overTls ? [] : [unencrypted]), ...(isDemo ? [demo] : [])].join('');
  app.decorate('signInWarning', words === '' ? null : words);
}
