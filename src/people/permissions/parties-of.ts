import type { Application } from './application.ts';

/**
 * Whose application it is: who applied, who is to be let in, and the host of an outsider. Nobody whom one of them
 * appointed lately decides on it (I8); who confirmed the identity only bears witness.
 */
export function partiesOf({
  applicantId,
  personId,
  outsider,
}: Pick<Application, 'personId' | 'outsider'> & { readonly applicantId: string }): readonly string[] {
  return outsider === null ? [applicantId, personId] : [applicantId, personId, outsider.host];
}
