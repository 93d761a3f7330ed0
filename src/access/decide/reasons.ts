import type { Words } from '../../kernel/words.ts';
import type { Explanation } from './explanation.ts';

/** Whoever stands elsewhere than the log says is asked and put right by a named act. */
const correctPlace = {
  ja: '本人に居場所を確かめ、記録を訂正する。',
  en: 'Ask where the person has been and correct the place on record.',
} as const satisfies Words;

/**
 * What a reason does to whoever is on the way out, where row 20 or 21 asks who leaves (I6). `refused`: nobody can tell who
 * it is, or a named act stopped the person. `alarmed`: the person is known, but their papers do not say that they were let
 * in, often because they changed meanwhile; the guard is told. `noted`: no doubt about the person; the guard sees it.
 */
type WhenLeaving = 'refused' | 'alarmed' | 'noted';

/**
 * Every reason for which a passage is not granted: what it does to somebody leaving, its words, and what would mend it. They
 * are told in the order of this table: what closes everything first, then what stops the card, the person, the permission.
 * `docs/reasons.md` lists the same set; a test compares both ways.
 */
export const reasons = {
  lockdown: {
    whenLeaving: 'noted',
    says: { ja: '封鎖中の区域', en: 'Zone in lockdown' },
    fix: {
      ja: '解除を待つ。入れるのは封鎖中の立入りを認められた人だけ。',
      en: 'Wait for its end; only who is named for a lockdown may enter.',
    },
  },
  'door-out-of-service': {
    whenLeaving: 'noted',
    says: { ja: '使用を止めている扉', en: 'Door out of service' },
    fix: { ja: 'ほかの扉に案内する。', en: 'Show the way to another door.' },
  },
  'too-old-to-open': {
    whenLeaving: 'noted',
    says: { ja: '届くのが遅すぎた読取り', en: 'Read came too late to open' },
    fix: {
      ja: '扉の前にいれば、もう一度かざしてもらう。続くなら装置の通信と時計を確かめる。',
      en: 'Have a card presented again; if this goes on, look at the line and clock of the gateway.',
    },
  },
  'unknown-card': {
    whenLeaving: 'refused',
    says: { ja: '登録されていないカード', en: 'Card not registered' },
    fix: {
      ja: '受付で本人を確かめ、正しいカードなら登録を求める。',
      en: 'Find out at the desk who it is; have a rightful card registered.',
    },
  },
  'bad-read': {
    whenLeaving: 'refused',
    says: { ja: '読み取れなかったカード', en: 'Card could not be read' },
    fix: {
      ja: 'もう一度かざしてもらう。続くならカードを替える。',
      en: 'Have it presented again; if this goes on, replace the card.',
    },
  },
  'card-unassigned': {
    whenLeaving: 'refused',
    says: { ja: 'だれにも割り当て・貸出しのないカード', en: 'Card assigned or lent to nobody' },
    fix: {
      ja: 'カードを預かる。使う人が決まっていれば割り当てるか貸し出す。',
      en: 'Take the card; if it is meant for somebody, assign or lend it.',
    },
  },
  'card-twin': {
    whenLeaving: 'noted',
    says: { ja: '別の表記で二重に登録されたカード', en: 'Card registered twice in two spellings' },
    fix: {
      ja: '本人を確かめ、二つの登録のうち誤りのほうを返却又は廃棄として終わらせる。',
      en: 'Find out who it is; have the wrong one of the two cards ended as returned or destroyed.',
    },
  },
  'card-not-active-yet': {
    whenLeaving: 'alarmed',
    says: { ja: '有効期間の前のカード', en: 'Card not valid yet' },
    fix: {
      ja: '有効期間が始まってから使ってもらう。',
      en: 'Have it used once its period has begun.',
    },
  },
  'card-expired': {
    whenLeaving: 'noted',
    says: { ja: '有効期限の過ぎたカード', en: 'Card expired' },
    fix: { ja: '識別カードの再発行を求める。', en: 'Ask for the card to be reissued.' },
  },
  'card-lost': {
    whenLeaving: 'refused',
    says: { ja: '紛失届のあるカード', en: 'Card reported lost' },
    fix: {
      ja: 'カードを預かり、持っている人を確かめる。',
      en: 'Take the card and find out who carries it.',
    },
  },
  'card-stolen': {
    whenLeaving: 'refused',
    says: { ja: '盗難届のあるカード', en: 'Card reported stolen' },
    fix: {
      ja: '複数の警備員で向かい、カードを預かり、持っている人を確かめる。',
      en: 'Go with a second guard, take the card and find out who carries it.',
    },
  },
  'card-suspended': {
    whenLeaving: 'alarmed',
    says: { ja: '停止されたカード', en: 'Card suspended' },
    fix: {
      ja: '停止の理由を確かめ、解除か再発行を求める。',
      en: 'Look up why; ask for it to be resumed or reissued.',
    },
  },
  'card-returned': {
    whenLeaving: 'alarmed',
    says: { ja: '返却の記録のあるカード', en: 'Card on record as returned' },
    fix: {
      ja: 'カードを預かり、持っている人を確かめる。',
      en: 'Take the card and find out who carries it.',
    },
  },
  'card-kind-not-allowed': {
    whenLeaving: 'noted',
    says: { ja: 'この区域では使えない形式のカード', en: 'Card format not accepted here' },
    fix: {
      ja: 'この区域で使える形式の識別カードの発行を求める。',
      en: 'Ask for a card of a format that this zone accepts.',
    },
  },
  'person-suspended': {
    whenLeaving: 'refused',
    says: { ja: '停止された人', en: 'Person suspended' },
    fix: {
      ja: '停止の理由を確かめ、解除を求める。',
      en: 'Look up why; ask for the suspension to be lifted.',
    },
  },
  'person-left': {
    whenLeaving: 'alarmed',
    says: { ja: '離任・退職した人', en: 'Person no longer in service' },
    fix: {
      ja: 'カードを預かる。用件があれば訪問者として受け付ける。',
      en: 'Take the card; receive any business as a visit.',
    },
  },
  'contract-ended': {
    whenLeaving: 'noted',
    says: { ja: '有効な契約がない', en: 'No contract in force' },
    fix: {
      ja: '契約を確かめる。終わっていればカードを返してもらう。',
      en: 'Look up the contract; if it has ended, take the card back.',
    },
  },
  'contract-not-active-yet': {
    whenLeaving: 'noted',
    says: { ja: '契約の期間の前', en: 'Contract not begun' },
    fix: {
      ja: '初日を待つか、契約の期間を確かめる。',
      en: 'Wait for its first day, or look up the period of the contract.',
    },
  },
  'no-permission': {
    whenLeaving: 'alarmed',
    says: { ja: '継続的立入許可がない', en: 'No standing permission' },
    fix: { ja: '継続的立入許可を申請する。', en: 'Apply for a standing permission.' },
  },
  'permission-not-active-yet': {
    whenLeaving: 'alarmed',
    says: { ja: '継続的立入許可の期間の前', en: 'Standing permission not begun' },
    fix: {
      ja: '初日を待つか、早める変更を申請する。',
      en: 'Wait for its first day, or apply for an earlier one.',
    },
  },
  'permission-expired': {
    whenLeaving: 'noted',
    says: { ja: '継続的立入許可の期限切れ', en: 'Standing permission expired' },
    fix: { ja: '継続的立入許可の更新を申請する。', en: 'Apply for its renewal.' },
  },
  'outside-schedule': {
    whenLeaving: 'noted',
    says: { ja: '立入りの時間外', en: 'Outside the permitted hours' },
    fix: {
      ja: '時間内に来てもらうか、今夜の延長を求める。',
      en: 'Have the person come within the hours, or the hours extended for tonight.',
    },
  },
  'identity-not-confirmed': {
    whenLeaving: 'noted',
    says: { ja: '身元の確認が済んでいない', en: 'Identity not confirmed' },
    fix: { ja: '身元を確認して記録する。', en: 'Confirm the identity and record it.' },
  },
  'host-review-missing': {
    whenLeaving: 'noted',
    says: { ja: '訪問相手の審査が済んでいない', en: 'Not reviewed by the host' },
    fix: { ja: '訪問相手に審査を求める。', en: 'Ask the host for the review.' },
  },
  'visit-not-checked-in': {
    whenLeaving: 'alarmed',
    says: { ja: '入館中の訪問がない', en: 'No visit in progress' },
    fix: {
      ja: '受付で訪問を確かめ、入館又は退館の手続をする。',
      en: 'Look the visit up at the desk; check the visitor in or out.',
    },
  },
  'visit-over': {
    whenLeaving: 'noted',
    says: { ja: '訪問の終わりの時刻を過ぎた', en: 'Visit is over' },
    fix: {
      ja: '訪問相手に延長を求めるか、受付で退館の手続をする。',
      en: 'Ask the host to extend it, or check the visitor out at the desk.',
    },
  },
  'press-ended': {
    whenLeaving: 'noted',
    says: { ja: '有効な報道の登録がない', en: 'No press accreditation in force' },
    fix: {
      ja: '取材の行事には入れない。行事の担当に確かめ、退館の手続をする。',
      en: 'Not to be let into the event. Ask whoever holds it, and check the visitor out.',
    },
  },
  'visit-turned-closed': {
    whenLeaving: 'noted',
    says: { ja: '非公開になり、この日の訪問は終わった', en: 'The meeting turned closed' },
    fix: {
      ja: '入れないことを伝え、受付で退館の手続をする。',
      en: 'Say that it is closed to the public; check the visitor out at the desk.',
    },
  },
  'zone-not-in-visit': {
    whenLeaving: 'alarmed',
    says: { ja: '訪問先でない区域', en: 'Zone not part of the visit' },
    fix: { ja: '訪問相手に訪問先の追加を求める。', en: 'Ask the host to add the zone to the visit.' },
  },
  'escort-missing': {
    whenLeaving: 'noted',
    says: { ja: '付添いがいない', en: 'No escort' },
    fix: {
      ja: '付き添う行政事務従事者にも読み取らせてもらう。',
      en: 'Have the escort present a card at this door too.',
    },
  },
  'escort-not-staff': {
    whenLeaving: 'noted',
    says: { ja: '付添いが行政事務従事者でない', en: 'Escort is not staff' },
    fix: { ja: '行政事務従事者に付き添ってもらう。', en: 'Have a member of staff escort.' },
  },
  'escort-wrong': {
    whenLeaving: 'noted',
    says: { ja: '付添いが決められた人でない', en: 'Not the named escort' },
    fix: {
      ja: '決められた人に付き添ってもらうか、付添いを交代する。',
      en: 'Call the named escort, or hand the escort over.',
    },
  },
  'escort-over-ratio': {
    whenLeaving: 'noted',
    says: { ja: '付添い一人に対して人数が多い', en: 'Too many for one escort' },
    fix: { ja: '付き添う人を増やす。', en: 'Add another escort.' },
  },
  passback: {
    whenLeaving: 'noted',
    says: { ja: '記録ではもう扉の先にいる', en: 'On record as behind this door already' },
    fix: correctPlace,
  },
  'unexpected-zone': {
    whenLeaving: 'noted',
    says: { ja: '記録ではほかの区域にいる', en: 'On record as in another zone' },
    fix: correctPlace,
  },
  'occupancy-full': {
    whenLeaving: 'noted',
    says: { ja: '定員に達した区域', en: 'Zone is full' },
    fix: { ja: 'だれかが出るのを待つ。', en: 'Wait until somebody leaves.' },
  },
  'second-person-missing': {
    whenLeaving: 'noted',
    says: { ja: '一人では入れない区域', en: 'Zone not to be entered alone' },
    fix: {
      ja: '立ち入れる人がもう一人そろうのを待つ。',
      en: 'Wait for a second person who may enter.',
    },
  },
  'would-leave-one-alone': {
    whenLeaving: 'noted',
    says: { ja: '残る人が一人になる区域', en: 'One person would stay alone' },
    fix: {
      ja: '残る人と共に出るか、代わりの人を待つ。',
      en: 'Leave together, or wait for somebody to take over.',
    },
  },
  interlock: {
    whenLeaving: 'noted',
    says: { ja: '連動する扉が使われている', en: 'Interlocked door in use' },
    fix: { ja: '連動する扉が閉まるのを待つ。', en: 'Wait until that door is closed.' },
  },
  'beyond-handover-zone': {
    whenLeaving: 'noted',
    says: { ja: '受渡し場所より先の区域', en: 'Beyond the place of handover' },
    fix: { ja: '受渡し場所で受け渡してもらう。', en: 'Have it handed over at the place for that.' },
  },
  'work-not-attended': {
    whenLeaving: 'noted',
    says: { ja: '作業の立会がいない', en: 'Work not attended' },
    fix: {
      ja: '担当の行政事務従事者に立ち会ってもらう。',
      en: 'Have the member of staff in charge attend.',
    },
  },
  undetermined: {
    whenLeaving: 'noted',
    says: { ja: '未決定の府省庁の判断', en: 'Not yet determined by the ministry' },
    fix: {
      ja: '判断の採択を求める。それまでは最も厳しく扱う。',
      en: 'Ask for a determination to be adopted; until then the strictest holds.',
    },
  },
} as const satisfies Readonly<
  Record<string, Explanation & { readonly whenLeaving: WhenLeaving; readonly fix: Words }>
>;

/** Why a passage is not granted. All that apply are reported (I4). */
export type ReasonCode = keyof typeof reasons;

const ranks: ReadonlyMap<string, number> = new Map(Object.keys(reasons).map((code, rank) => [code, rank]));

/** Where a reason stands among those told with it, from 0. */
export function rankOfReason(code: ReasonCode): number {
  return ranks.get(code) ?? ranks.size;
}
