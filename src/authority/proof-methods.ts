/** By what somebody who signed in shows once more who they are, and how it is called. */
export const proofMethods = { password: 'パスワード', pin: '端末での暗証番号' } as const satisfies Readonly<
  Record<string, string>
>;

export type ProofMethod = keyof typeof proofMethods;
