/** By what somebody who signed in shows once more who they are, and how it is called. */
export const proofMethods = {
  password: 'パスワード',
  pin: '端末での暗証番号',
  totp: '認証アプリの番号',
  'recovery-code': '回復コード',
  passkey: 'パスキー',
} as const satisfies Readonly<Record<string, string>>;

export type ProofMethod = keyof typeof proofMethods;
