import type { Entry } from '../entry/entry.ts';
import { personsIn } from '../entry/subject.ts';

/** A person an entry names beside the one of its column. */
export type OtherPerson = {
  readonly siteId: string;
  readonly personId: string;
  readonly seq: number;
  readonly recordedAt: string;
};

/** The persons an entry names beside the one of its column, rebuilt from its text alone; each once. */
export function otherPersonsOf({ site, seq, recordedAt, subject }: Entry): readonly OtherPerson[] {
  const persons = new Set(personsIn(subject));
  if (subject.person !== undefined) persons.delete(subject.person);
  return [...persons].map((personId) => ({ siteId: site, personId, seq, recordedAt }));
}
