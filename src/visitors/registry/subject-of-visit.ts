import type { Subject } from '../../log/entry/subject.ts';

/** What an entry about a visit is about: the visit, and whom of its members it concerns. */
export function subjectOfVisit(
  visit: string,
  [first, ...others]: readonly string[],
): Pick<Subject, 'visit' | 'person' | 'with'> {
  return {
    visit,
    ...(first === undefined ? {} : { person: first }),
    ...(others.length === 0 ? {} : { with: others }),
  };
}
