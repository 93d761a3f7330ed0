/** Who acts: a person, a machine (gateway, script) or the service itself. Four eyes (I8) compares persons. */
export type Actor = {
  readonly type: 'person' | 'machine' | 'system';
  readonly id: string;
};

/** The service acting by itself: settling deadlines, noticing a restored database. */
export const systemActor: Actor = { type: 'system', id: 'sekisho' };

/** An actor as one word, as the database is told of it. */
export function actorText({ type, id }: Actor): string {
  return `${type}:${id}`;
}
