import type { Words } from '../../kernel/words.ts';

/** How urgent an alarm is, and what the guard does. */
type AlarmKindOf = {
  /** What it is called. */
  readonly title: Words;
  /** Which one a guard takes first; 1 before all others. */
  readonly priority: 1 | 2 | 3 | 4;
  /** One sentence for the guard who takes it. */
  readonly instruction: string;
  readonly overBy: keyof typeof endings;
};

/** Who tells that the cause of an alarm is over. */
const endings = {
  /** An event or the service itself, and nobody else. */
  event: { byResolution: false },
  /** Whoever resolves it, because nothing else will. */
  resolution: { byResolution: true },
  /** Whichever comes first: the act that ends what it began, or whoever resolves it. */
  'act-or-resolution': { byResolution: true },
} as const;

/** Every kind of alarm that an entry may raise. */
export const alarmKinds = {
  fire: {
    title: { ja: '火災', en: 'fire' },
    priority: 1,
    instruction: '火元を確かめ、119番に通報し、避難を誘導してください。',
    // The end of the emergency ends it; one that was told too late began none.
    overBy: 'act-or-resolution',
  },
  duress: {
    title: { ja: '脅迫', en: 'duress' },
    priority: 1,
    instruction: '相手に気付かれないように応援を呼び、110番に通報してください。',
    overBy: 'resolution',
  },
  'refused-leaving': {
    title: { ja: '退出できない人', en: 'somebody cannot leave' },
    priority: 1,
    instruction: 'すぐに扉へ行き、出られない人と理由を確かめ、出してよければ扉を開けてください。',
    overBy: 'resolution',
  },
  'door-forced': {
    title: { ja: '扉のこじ開け', en: 'door forced open' },
    priority: 2,
    instruction: '扉へ行き、中に入った人がいないか確かめ、扉を閉めてください。',
    overBy: 'event',
  },
  intrusion: {
    title: { ja: '侵入の検知', en: 'intrusion' },
    priority: 2,
    instruction: '二人以上で現場へ行き、中に人がいないか確かめてください。',
    overBy: 'event',
  },
  'lost-card-used': {
    title: { ja: '紛失・盗難カードの使用', en: 'lost or stolen card used' },
    priority: 2,
    instruction: '扉へ行き、カードを持っている人を確かめ、カードを預かってください。',
    overBy: 'resolution',
  },
  'visitor-abandoned': {
    title: { ja: '付添い離れ', en: 'visitor left without an escort' },
    priority: 2,
    instruction: '訪問者のいる区域へ行って付き添い、訪問相手に迎えを求めてください。',
    // The escort comes back, another one takes over, or the visitor goes to where none is asked for.
    overBy: 'event',
  },
  'visitor-overdue': {
    title: { ja: '時間外の在庁', en: 'visitor past the hours of visitors' },
    priority: 3,
    instruction: '訪問者の居場所を確かめ、訪問相手に延長か退館の手続を求めてください。',
    // The desk checks them out, or somebody has seen to it that they may stay.
    overBy: 'act-or-resolution',
  },
  tamper: {
    title: { ja: '機器への工作', en: 'tampering' },
    priority: 2,
    instruction: '機器のある場所へ行き、開けられたり壊されたりしていないか確かめてください。',
    overBy: 'event',
  },
  'database-restored': {
    title: { ja: '記録の巻戻り', en: 'record put back to an earlier state' },
    priority: 2,
    instruction: '記録の一部が失われたおそれがあることを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'resolution',
  },
  'secrets-guessed': {
    title: { ja: '主体認証情報の推測', en: 'secrets being guessed' },
    priority: 2,
    instruction:
      '主体認証情報（トークン）を当てようとする試みが続いていることを、情報セキュリティ責任者とCSIRTに知らせてください。',
    overBy: 'resolution',
  },
  'admin-elsewhere': {
    title: { ja: '登録外の接続元からの管理者権限', en: 'rights of an administrator tried from elsewhere' },
    priority: 2,
    instruction:
      '管理者権限をもつ人が登録外の接続元から操作しようとしたことを、情報セキュリティ責任者に知らせ、本人に確かめてください。',
    overBy: 'resolution',
  },
  'seed-unreadable': {
    title: { ja: '認証アプリの秘密の異状', en: 'seed of an authenticator app not readable' },
    priority: 3,
    instruction:
      '認証アプリの秘密が開かず、鍵がないか変えられたおそれがあることを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'resolution',
  },
  'passkey-copied': {
    title: { ja: 'パスキーの複製の疑い', en: 'passkey copied' },
    priority: 2,
    instruction:
      '一つのパスキーを二つの機器が使ったおそれがあり、そのパスキーを止めたことを、情報セキュリティ責任者とCSIRTに知らせてください。',
    overBy: 'resolution',
  },
  'seal-opened': {
    title: { ja: '封印した資格情報の使用', en: 'sealed credential opened' },
    priority: 2,
    instruction:
      'その端末へ行き、サインインした人と理由を確かめ、権限管理を行う者に新しい封印を求めてください。',
    overBy: 'resolution',
  },
  'id-used-twice': {
    title: { ja: '一つの識別コードの同時使用', en: 'one id at two consoles' },
    priority: 2,
    instruction:
      '両方の端末へ行き、本人がどちらにいるかを確かめ、ほかの人が使っていれば情報セキュリティ責任者に知らせてください。',
    overBy: 'resolution',
  },
  'card-at-two-sites': {
    title: { ja: '二つの庁舎での同時使用', en: 'one card at two sites' },
    priority: 2,
    instruction:
      'そのカードの持ち主に連絡して、どちらの庁舎にいるかを確かめ、ほかの人が持っていれば、そのカードを利用停止にしてください。',
    overBy: 'resolution',
  },
  'bulk-reading': {
    title: { ja: '個人情報の大量閲覧', en: 'personal data read in bulk' },
    priority: 3,
    instruction:
      '一人が短い間に多くの個人情報を取り出したことを、情報セキュリティ責任者に知らせ、業務によるものか確かめてください。',
    overBy: 'resolution',
  },
  'database-access': {
    title: { ja: 'データベースへの直接の接続', en: 'database entered past the program' },
    priority: 2,
    instruction:
      '関所を通さずにデータベースへ入れる者があることを、情報セキュリティ責任者に知らせてください。',
    overBy: 'resolution',
  },
  'rows-without-entry': {
    title: { ja: '記録のない変更', en: 'rows changed without an entry' },
    priority: 2,
    instruction: '記録を残さずにデータが変えられたことを、情報セキュリティ責任者に知らせてください。',
    overBy: 'resolution',
  },
  'disk-full': {
    title: { ja: 'ディスクの空きなし', en: 'disk full' },
    priority: 2,
    instruction:
      '記録の置き場がまもなく一杯になり扉が開かなくなることを、すぐに情報システムセキュリティ管理者に知らせてください。',
    overBy: 'event',
  },
  'disk-nearly-full': {
    title: { ja: 'ディスクの空きわずか', en: 'disk nearly full' },
    priority: 3,
    instruction: '記録の置き場の空きが1割を切ったことを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'event',
  },
  'disk-filling': {
    title: { ja: 'ディスクの空きの減少', en: 'disk filling up' },
    priority: 4,
    instruction: '記録の置き場の空きが2割を切ったことを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'event',
  },
  'service-clock': {
    title: { ja: 'サーバの時計のずれ', en: 'clock of the service off' },
    priority: 3,
    instruction:
      'サーバの時計がずれているか急に変わったことを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'event',
  },
  'event-quarantined': {
    title: { ja: '読み取れない通知', en: 'events that cannot be read' },
    priority: 3,
    instruction: '読み取れない通知が届いたことを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'resolution',
  },
  'gateway-form': {
    title: { ja: '規約と違う通知', en: 'events not as the protocol has them' },
    priority: 3,
    instruction:
      'ゲートウェイの通知の書き方が規約と違うことを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'resolution',
  },
  'gateway-clock': {
    title: { ja: 'ゲートウェイの時計のずれ', en: 'clock of a gateway off' },
    priority: 3,
    instruction: 'ゲートウェイの時計が正しくないことを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'event',
  },
  'gateway-conflict': {
    title: { ja: '改ざんの疑い', en: 'one event told in two ways' },
    priority: 3,
    instruction: '改ざんの疑いがあることを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'resolution',
  },
  'late-discrepancy': {
    title: { ja: '通信断の間の判断の違い', en: 'decided otherwise while cut off' },
    priority: 3,
    instruction: '通信が切れていた間の扉の判断が正しかったか、記録を見て確かめてください。',
    overBy: 'resolution',
  },
  'door-held': {
    title: { ja: '扉の開放超過', en: 'door held open' },
    priority: 3,
    instruction: '扉へ行って閉め、閉まらないときは見張りを置いてください。',
    overBy: 'event',
  },
  passback: {
    title: { ja: 'アンチパスバック違反', en: 'passback' },
    priority: 3,
    instruction: '本人がいる場所を確かめ、記録と違うときは所在を訂正してください。',
    overBy: 'resolution',
  },
  'unexpected-zone': {
    title: { ja: '記録と合わない所在', en: 'read where nobody expected it' },
    priority: 3,
    instruction: '本人が通ってきた扉を確かめ、記録と違うときは所在を訂正してください。',
    overBy: 'resolution',
  },
  'unconfirmed-leaving': {
    title: { ja: '確かめられない人の退出', en: 'somebody not confirmed has left' },
    priority: 3,
    instruction: '出た人を確かめ、カード・許可・在籍の記録と合わない理由を調べてください。',
    overBy: 'resolution',
  },
  'tailgating-suspected': {
    title: { ja: '共連れの疑い', en: 'tailgating suspected' },
    priority: 3,
    instruction: '扉へ行き、カードを読ませずに続いて通った人がいないか確かめてください。',
    overBy: 'resolution',
  },
  'unknown-cards': {
    title: { ja: '未登録カードの連続', en: 'one unknown card after the other' },
    priority: 3,
    instruction: '読取装置の前にいる人を確かめ、心当たりのないカードは預かってください。',
    overBy: 'resolution',
  },
  'crew-names-missing': {
    title: { ja: '緊急立入りの氏名の未記入', en: 'names of an emergency crew missing' },
    priority: 4,
    instruction:
      '緊急立入りから24時間たった消防・救急・警察などの人の所属と氏名を確かめて書き込んでください。',
    overBy: 'act-or-resolution',
  },
  'key-not-returned': {
    title: { ja: '鍵の未返却', en: 'key not returned' },
    priority: 3,
    instruction: '鍵を借りている人に連絡し、返してもらうか、責任者に引継ぎを求めてください。',
    overBy: 'resolution',
  },
  'gap-task-overdue': {
    title: { ja: '不足への対応の期限の超過', en: 'task for a gap overdue' },
    priority: 3,
    instruction: '対応する人と、その区域の区域情報セキュリティ責任者に、期限を過ぎたことを知らせてください。',
    overBy: 'resolution',
  },
  'key-lost': {
    title: { ja: '鍵の紛失', en: 'key lost' },
    priority: 2,
    instruction: 'その区域の扉を見回り、区域情報セキュリティ責任者に錠の交換が要るか確かめてください。',
    overBy: 'resolution',
  },
  'emergency-key-opened': {
    title: { ja: '緊急用の鍵の開封', en: 'emergency key opened' },
    priority: 2,
    instruction: '緊急用の鍵を使った人と用件を確かめ、終われば封印して戻してもらってください。',
    overBy: 'resolution',
  },
  'rights-review-overdue': {
    title: { ja: '権限の棚卸しの期限超過', en: 'review of rights overdue' },
    priority: 4,
    instruction: '権限の棚卸しが期限までに署名されていないことを、情報セキュリティ責任者に知らせてください。',
    overBy: 'resolution',
  },
  'power-lost': {
    title: { ja: '停電', en: 'mains power lost' },
    priority: 3,
    instruction: '停電の範囲を確かめ、扉が施錠されているか見回ってください。',
    overBy: 'event',
  },
  'gateway-silent': {
    title: { ja: 'ゲートウェイの不通', en: 'gateway silent' },
    priority: 3,
    instruction: 'ゲートウェイの電源と通信を確かめ、その扉を見回ってください。',
    overBy: 'event',
  },
  'gateway-gap': {
    title: { ja: '届いていない通知', en: 'events of a gateway missing' },
    priority: 3,
    instruction: '届いていない記録の間にその扉を通った人を確かめ、書き留めてください。',
    overBy: 'event',
  },
  'gateway-numbering': {
    title: { ja: '番号の付け方の誤り', en: 'gateway numbers its events wrongly' },
    priority: 3,
    instruction:
      'ゲートウェイの番号の付け方が正しくないことを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'resolution',
  },
  'gateway-buffer-lost': {
    title: { ja: 'ゲートウェイの記録の喪失', en: 'events of a gateway lost' },
    priority: 3,
    instruction: '失われた記録の間にその扉を通った人を確かめ、書き留めてください。',
    overBy: 'resolution',
  },
  'default-partition-used': {
    title: { ja: '記録の区画の不足', en: 'month without a partition' },
    priority: 4,
    instruction: '記録の月の区画が足りないことを、情報システムセキュリティ管理者に知らせてください。',
    overBy: 'resolution',
  },
} as const satisfies Record<string, AlarmKindOf>;

/** Within how many minutes somebody acknowledges an alarm, by its priority, where the site says nothing; null = it is never escalated. */
const acknowledgedWithin = { 1: 3, 2: 10, 3: 60, 4: null } as const satisfies Readonly<
  Record<AlarmKindOf['priority'], number | null>
>;

/** The same for an alarm of this kind. */
export function acknowledgedWithinMinutes(kind: AlarmKind): number | null {
  return acknowledgedWithin[alarmKinds[kind].priority];
}

export type AlarmKind = keyof typeof alarmKinds;

/**
 * What the guard does about an alarm: in the site's own words where it has some. Undefined for a kind that another version of
 * the program raised and the site says nothing of.
 */
export function instructionFor(kind: string, own: string | null | undefined): string | undefined {
  return own ?? (isAlarmKind(kind) ? alarmKinds[kind].instruction : undefined);
}

/** What an alarm of a kind is called; undefined for a kind that another version of the program raised. */
export function alarmTitle(kind: string): Words | undefined {
  return isAlarmKind(kind) ? alarmKinds[kind].title : undefined;
}

/** Whether only an event tells when the cause of an alarm is over; of a kind that another version raised: so it may be. */
export function isToldOver(kind: string): boolean {
  return !isAlarmKind(kind) || !endings[alarmKinds[kind].overBy].byResolution;
}

export function isAlarmKind(word: string): word is AlarmKind {
  return Object.hasOwn(alarmKinds, word);
}
