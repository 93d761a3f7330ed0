/** SQL that is true of the version of a row to be read, by the row's alias. */
export type Version = (alias: string) => string;

/** Which versions a statement reads: of rows that the ministry's log changes, and of those that the site's log does. */
export type Versions = { readonly name: string; readonly ofMinistry: Version; readonly ofSite: Version };

/** What a paired look asks of a part: of a visitor, and of whoever leads one of them. */
export type PairedPart = {
  readonly lateral: (versions: Versions) => string;
  /** SQL that is true of whomever it may not tell everything of, by `card`, `person`, the parts that come before and its own columns. */
  readonly isMore: string;
};

/**
 * One group of facts about whoever reads a card, read with card, holder and permissions in one statement. A part whose
 * rows are versioned is written against `Versions`, so that late reads are weighed with what was known then.
 */
export type ReaderPart<Row extends object, Fact> = {
  /** The columns of a row: its names for them, and the lateral's. All are null where the lateral found nothing. */
  readonly columns: { readonly [Column in keyof Row]: string };
  /**
   * A query of what is known, at the site $1 and the moment $2, of the read in `read` (`from_zone`, `to_zone`), its `card`,
   * `person` and `loan`. Its first row counts: nothing multiplies the permissions beside it.
   */
  readonly lateral: (versions: Versions) => string;
  /**
   * SQL that is true of whomever the lateral may find something of, by `card`, `person` and what is asked of everybody. Whoever it is
   * not true of need not be asked: it leaves nobody out.
   */
  readonly askedOf: 'everybody' | ((versions: Versions) => string);
  /** What a paired look asks of it; undefined = nothing, unless it is asked of everybody. */
  readonly paired?: 'as-whole' | PairedPart;
  /** What a row says; undefined where nothing was found. */
  readonly factOf: (row: Row) => Fact | undefined;
};
