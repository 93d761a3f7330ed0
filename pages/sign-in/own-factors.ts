/** What the API tells of one's own second factors. */
export type OwnFactors = {
  readonly isDemanded: boolean;
  readonly totpEnrolledAt: string | null;
  readonly passkeys: number;
  readonly recoveryCodes: number;
};
