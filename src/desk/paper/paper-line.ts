/** One line of a sheet: when somebody came and left, by which door into which zone, and who it was. */
export type PaperLine = {
  readonly sheet: number;
  readonly line: number;
  readonly enteredAt: Date;
  /** undefined = still inside when it was written. */
  readonly leftAt: Date | undefined;
  readonly door: string;
  readonly zone: string;
  /** A person or a member of a visit. */
  readonly person: string | undefined;
  /** As written, where nobody knows the person otherwise. */
  readonly name: string | undefined;
  readonly affiliation: string | undefined;
  /** The number printed on the card that was shown. */
  readonly card: string | undefined;
  /** The numeral of the pass; alone it stands for whoever has it. */
  readonly pass: string | undefined;
  /** What for and to whom somebody came who was not expected (2.3.1.1(3)(a)(ア)(イ)). */
  readonly purpose: string | undefined;
  readonly purposeWords: string | undefined;
  readonly host: string | undefined;
};

/** The number of a line on the sheets of a day: what it is entered under, once. */
export function lineKey({ sheet, line }: Pick<PaperLine, 'sheet' | 'line'>): string {
  return `${sheet}.${line}`;
}
