/** What is found of roles, tokens and login ids (権限の点検), and how each is called. */
export const rightsFindingWords = {
  vacancy: '役割をもつ人がいない（前の人の後任がない）',
  'dormant-token': '45日を超えて使われていないトークン',
  'dormant-account': '45日を超えてサインインのない識別コード',
  'account-leaving': '本人が利用の終わりを届け出た識別コード（その時に終わる）',
  'console-unheld': '24時間だれかがいるはずで、0時にサインインしている人がいなかった端末',
  'ends-soon': '30日以内に終わり、続きが与えられていない役割',
  'card-out': '離任した人が返していない識別カード',
  namesake: '同じ課室に同じ氏名の人がいる（二重の登録でないか）',
  'review-overdue': '期限までに署名されず、上位の責任者の仕事になった権限の棚卸し',
} as const satisfies Readonly<Record<string, string>>;

export type RightsFindingKind = keyof typeof rightsFindingWords;

/** One line of the list: of whom or of what, where, and since or until when. */
export type RightsFinding = {
  readonly kind: RightsFindingKind;
  /** A person's id or a machine's name: of a vacancy whoever held it last; of a console its name, of a review its quarter. */
  readonly holder: string;
  /** The assignment, the token, the login id, the console, the card or the person; of a review its quarter. */
  readonly ref: string;
  /** Of a review to whom it has risen. */
  readonly role: string | null;
  readonly siteId: string | null;
  readonly scope: string | null;
  /** Since when it is so, or of what ends the end; null = that stands in the record alone. */
  readonly at: Date | null;
};
