/** What an act was weighed by changed before it took the heads: it is done anew, in a transaction of its own. */
export class RulesMoved extends Error {
  override readonly name = 'RulesMoved';
}
