/** Whether a contract was ended by an act or has run out: nobody comes under it any more. */
export function isContractOver(
  contract: { readonly endReason: string | null; readonly validUntil: Date },
  now: Date,
): boolean {
  return contract.endReason !== null || contract.validUntil <= now;
}
