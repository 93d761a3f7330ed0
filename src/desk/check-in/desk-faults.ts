/** Words of a fault: what is wrong, and what mends it. */
type FaultWords = { readonly says: string; readonly fix: string };

/** Every reason for which the desk does not do for one member what it was asked to; the others are not held up by it. */
export const deskFaults = {
  'call-guard': { says: '警備へ連絡', fix: '警備へ連絡する。' },
  'not-of-visit': { says: 'この訪問の訪問者ではない', fix: '訪問の訪問者の一覧を確かめる。' },
  'not-that-day': { says: 'この日の来庁の予定がない', fix: '訪問の日を確かめる。' },
  'day-to-come': {
    says: '来庁の日がまだ来ていない',
    fix: '訪問相手に日の変更を求める。日を変えると審査がもう一度要る。',
  },
  'visit-over': { says: '訪問の予定の時刻を過ぎている', fix: '訪問相手に終わりの時刻の延長を求める。' },
  'turned-closed': {
    says: '非公開になり、この日の訪問を終えている',
    fix: '入館できないことを伝える。在庁中なら退出を記録する。',
  },
  'visit-paused': { says: '訪問相手が訪問を止めている', fix: '訪問相手に再開を求める。' },
  'visit-cancelled': {
    says: '訪問が取り消されている',
    fix: '訪問相手に確かめ、要るなら飛込みとして受け付ける。',
  },
  'press-ended': {
    says: '報道機関又は本人の、報道の登録が終わっている',
    fix: '取材の行事には入れない。行事の担当に確かめる。ほかの用件なら飛込みとして受け付ける。',
  },
  'step-not-open': { says: '今の状態ではこの手続はできない', fix: '来庁の状態を確かめる。' },
  'here-since-before': {
    says: '前の日の退出が記録されていない',
    fix: '先に前の日の退出を記録する。時刻が分からなければ退出時刻不明とする。',
  },
  'here-on-other-day': {
    says: '別の日の来庁で在庁中である',
    fix: 'その日の来庁の状態を確かめる。そちらが誤りなら、先にその退出を記録する。',
  },
  'identity-not-confirmed': {
    says: '身元の確認がない',
    fix: '身分証などで身元を確かめ、その方法を記録する。番号は写さない。',
  },
  'identity-not-enough': {
    says: 'この確認の方法では足りない区域がある',
    fix: 'そのクラスに足りる方法（写真付き身分証など）で確かめる。別の組織の区域なら、その組織の受付で確かめる。',
  },
  'desk-of-another': { says: '別の組織の受付が行う手続である', fix: 'その組織の受付に頼む。' },
  'no-such-desk': { says: 'この受付は図面にない', fix: '受付の符号を確かめる。' },
  'voucher-not-staff': {
    says: '身元を請け合う人が在職中の職員ではない',
    fix: '面識のある在職中の職員を挙げる。',
  },
  'not-a-child': {
    says: '子どもとして届け出られていない',
    fix: '大人なら、ほかの方法で確かめる。子どもなら、訪問に子どもと書き加える。',
  },
  'adult-missing': { says: '付いている大人がいない', fix: '同じ訪問で受け付けた大人を挙げる。' },
  'head-missing': {
    says: '名簿を示した代表者がいない',
    fix: '同じ訪問で、名簿や付添いによらずに確かめた大人を挙げる。',
  },
  'invitation-missing': {
    says: 'どの案内状が示されたかの記録がない',
    fix: '示された案内状の二次元コードを読むか、受付番号を打って送る。案内状がなければ、ほかの方法で確かめる。',
  },
  'invitation-of-another': {
    says: 'この訪問の案内状ではない',
    fix: '受付番号を確かめ、その案内状の訪問を探す。見つからなければ、ほかの方法で確かめる。',
  },
  'name-not-recorded': { says: '氏名・所属の記録がない', fix: '氏名・所属を訪問に書き加える。' },
  'host-review-missing': {
    says: '訪問相手の審査がない',
    fix: '訪問相手に電話で審査を求め、受けた答えを記録する。答えがなければ入れない。',
  },
  'no-zones': { says: '立ち入る区域が定まっていない', fix: '訪問相手に立ち入る区域を確かめて書き加える。' },
  'nothing-to-wear': {
    says: '見分けるための通行証などがない',
    fix: '通行証を渡すか、リボン、記章又はそばに付く職員を記録する。',
  },
  'escort-not-staff': {
    says: 'そばに付く人が在職中の職員ではない',
    fix: '在職中の職員を挙げる。',
  },
  'pass-not-lent': { says: '通行証を渡せない', fix: '別の通行証を渡す。' },
  'not-inspected': { says: '所持品の検査がない', fix: '所持品を検査し、記録する。応じなければ入れない。' },
  'not-over-yet': { says: '予定の時刻がまだ終わっていない', fix: '予定の時刻が過ぎてから記録する。' },
  'met-already': { says: 'もう迎えが来ている', fix: '記録を確かめる。' },
  'not-staff': { says: '迎えた人が在職中の職員ではない', fix: '迎えに来た職員を挙げる。' },
  'escort-wrong': {
    says: 'この訪問者に付き添える人ではない',
    fix: '訪問相手、訪問相手が指名した人、又は訪問相手の課室の人が付き添う。',
  },
  'escorted-by-another': {
    says: '別の職員が付き添っている',
    fix: '今の付添いから、付添いの交代で引き継ぐ。',
  },
  'no-such-read': {
    says: 'その番号の、この人の通行の記録がない',
    fix: '入退室の記録を探し、番号を確かめる。',
  },
  'not-a-way-out': {
    says: 'その記録は、外へ出る通行ではない',
    fix: '入退室の記録を探し、受付の外へ出た通行の番号とする。',
  },
  'before-check-in': { says: '受付（再入館）より前の時刻である', fix: '時刻を確かめる。' },
  'seen-since': {
    says: 'その時刻より後に、この人の所在の記録がある',
    fix: '所在の記録を確かめ、その後の時刻とする。分からなければ退出時刻不明とする。',
  },
  'not-here': { says: 'この人は在庁中ではない', fix: '来庁の状態を確かめる。' },
  'not-come': { says: 'この人を受け付けた記録がない', fix: '来庁の状態を確かめる。' },
  'pass-open': { says: '通行証が返っていない', fix: '通行証を受け取る。戻らなければ未返却を記録する。' },
  'pass-not-taken-back': { says: '通行証を受け取れない', fix: '通行証の状態を確かめる。' },
  'things-kept': { says: '預り品を返していない', fix: '預り品を返し、返却を記録する。' },
  'host-word-missing': {
    says: '訪問相手から終わりの知らせがない',
    fix: '訪問相手に電話で確かめる。本人を待たせることはない。',
  },
} as const satisfies Record<string, FaultWords>;

export type DeskFault = keyof typeof deskFaults;
