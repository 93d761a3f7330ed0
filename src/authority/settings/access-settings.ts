import type { HandlingLimit } from './handling-limits.ts';

/** What a ministry decides for itself of how its people are let in, and to what (統一技術基準 2.2.1.1(1)(c), 2.2.1.2(2)(a), 2.2.1.3(2)(c)). */
export type AccessSettings = {
  /** 管理者権限の接続元: an address or `address/bits` each, beside this machine itself. */
  readonly 'admin-networks': { readonly networks: readonly string[] };
  /** 管理者権限の昇格: for how many minutes a session has them once its person takes them up; null = always. */
  readonly elevation: { readonly minutes: number | null };
  /** パスワードの定期的な変更: after how many days one has to be changed (null = never), and how many before it may not come again. */
  readonly 'password-rotation': { readonly maxAgeDays: number | null; readonly history: number };
  /** 多要素主体認証: of which roles a second factor is demanded or not, where the ministry decided otherwise than the program. */
  readonly 'second-factor': { readonly demanded: Readonly<Record<string, boolean>> };
  /** 同時使用: how many minutes one needs at least from one site to another; what is not here is not looked at. */
  readonly 'travel-times': { readonly between: readonly TravelTime[] };
  /** 主体認証情報の再発行を自動で行う機能: whether whoever forgot their password sets another without an officer. */
  readonly 'password-reset': { readonly isAllowed: boolean };
  /** 記録の格付及び取扱制限: 機密性 1 to 3, and the limits of use, which stand on what is given out of the records. */
  readonly 'record-grade': { readonly confidentiality: number; readonly limits: readonly HandlingLimit[] };
};

export type TravelTime = { readonly sites: readonly string[]; readonly minutes: number };

export type SettingName = keyof AccessSettings;

type OfProgram<Name extends SettingName> = {
  readonly value: AccessSettings[Name];
  readonly reason: string;
};

/** What holds until the ministry decides, and why. */
export const settingsOfProgram: { readonly [Name in SettingName]: OfProgram<Name> } = {
  'admin-networks': {
    value: { networks: [] },
    reason:
      '管理者権限は、このサービスの動く機械からだけ使えます。ほかの端末から使うには、その接続元を登録してください（2.2.1.3(2)(c)(エ)）。',
  },
  elevation: {
    value: { minutes: null },
    reason:
      '管理者権限は業務ごとに1年以内の期限を付けて与え、その変更の前には本人であることをもう一度確かめるため、その都度の昇格は初めは求めません。',
  },
  'password-rotation': {
    value: { maxAgeDays: null, history: 0 },
    reason:
      '漏えいの疑いのないパスワードを定期的に変えさせると、推測されやすいものになりがちなため、初めは求めません（NIST SP 800-63B）。疑いがあれば、直ちに再発行します。',
  },
  'second-factor': {
    value: { demanded: {} },
    reason:
      '権限や決まりを変える人・すべてを見る人、端末を預かる人、許可を決める人のパスワードが盗まれると、ほかの人の出入りに及ぶため、二つ目の要素を求めます。申請するだけの人には求めません（2.2.1.1(1)(g)(ア)）。',
  },
  'travel-times': {
    value: { between: [] },
    reason:
      '庁舎の間を移るのに要る時間は、このサービスには分かりません。決めると、それより早く二つの庁舎で読まれたカードを警報にします（2.2.1.1(1)(f)(ウ)）。',
  },
  'password-reset': {
    value: { isAllowed: false },
    reason:
      '忘れたパスワードは、本人と会って確かめた人が再発行します。認証アプリの番号と紙の回復コードの両方で本人が決め直すことは、認めると決めるまで、できません（2.2.1.3(1)(b)(イ)）。',
  },
  'record-grade': {
    value: { confidentiality: 2, limits: [] },
    reason:
      '記録は、漏れれば人の権利を害し、又は警備の妨げになるおそれのある氏名・時刻・区域を含むため、機密性2情報とします（2.2.1.2(2)(a)）。',
  },
};

/** 画面の言葉 */
export const settingNames = {
  'admin-networks': '管理者権限の接続元',
  elevation: '管理者権限の昇格',
  'password-rotation': 'パスワードの定期的な変更',
  'second-factor': '多要素主体認証',
  'travel-times': '庁舎間の移動時間',
  'password-reset': '本人によるパスワードの再設定',
  'record-grade': '記録の格付',
} as const satisfies Record<SettingName, string>;
