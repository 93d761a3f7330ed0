/** The database asks for a newer program than this one. Nothing was recorded; another instance may answer. */
export class ProgramOutdated extends Error {
  readonly code = 'SEKISHO_PROGRAM_OUTDATED';

  constructor() {
    super('the database is used by a newer program that this one does not understand');
  }
}
