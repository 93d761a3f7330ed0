/** What is found of roles, tokens and login ids (権限の点検), and how each is called. */
export const rightsFindingWords = {
  vacancy: '役割をもつ人がいない（前の人の後任がない）',
  'dormant-token': '45日を超えて使われていないトークン',
  'dormant-account': '45日を超えてサインインのない識別コード',
  'account-leaving': '本人が利用の終わりを届け出た識別コード（その時に終わる）',
  'console-unheld': '24時間だれかがいるはずで、0時にサインインしている人がいなかった端末',
  'ends-soon': '30日以内に終わり、続きが与えられていない役割',
} as const satisfies Readonly<Record<string, string>>;

export type RightsFindingKind = keyof typeof rightsFindingWords;

/** One line of the list: of whom or of what, where, and since or until when. */
export type RightsFinding = {
  readonly kind: RightsFindingKind;
  /** A person's id or a machine's name: of a vacancy whoever held it last; of a console its name. */
  readonly holder: string;
  /** The assignment, the token, the login id or the console. */
  readonly ref: string;
  readonly role: string | null;
  readonly siteId: string | null;
  readonly scope: string | null;
  /** Since when it is so, or of what ends the end; null = that stands in the record alone. */
  readonly at: Date | null;
};
