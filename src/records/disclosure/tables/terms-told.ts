import type { DeliveryTerms } from '../../../deliveries/applying/delivery-terms.ts';
import { deliveredThings } from '../../../deliveries/rule/delivered-things.ts';
import type { TransferTerms } from '../../../deliveries/transfers/transfer-terms.ts';
import { type KeptItemTerms, leavingReasons } from '../../../devices/items/applying/item-terms.ts';
import { type KeptPhotographyTerms, tokenSorts } from '../../../devices/photography/photography-terms.ts';
import type { KeptPrivateDeviceTerms } from '../../../devices/private-devices/private-device-terms.ts';
import type { KeptTakeOutTerms } from '../../../devices/take-outs/take-out-terms.ts';
import { mapValues } from '../../../kernel/map-values.ts';
import type { PermitKind } from '../../../permits/kinds/permit-kinds.ts';
import type { OpeningRequest } from '../../../permits/openings/opening-application.ts';
import type { InstallingTerms, LinkingTerms } from '../../../registers/installing/installing-terms.ts';
import type { WorkTerms } from '../../../works/plan/work-terms.ts';
import { type FieldsOf, inZone } from './telling.ts';

/** What each kind of permit keeps of its application. */
type TermsByKind = {
  readonly photography: KeptPhotographyTerms;
  readonly 'system-item': KeptItemTerms;
  readonly 'private-device': KeptPrivateDeviceTerms;
  readonly 'take-out': KeptTakeOutTerms;
  readonly exception: OpeningRequest['terms'];
  readonly 'person-exception': OpeningRequest['terms'];
  readonly application: OpeningRequest['terms'];
  readonly delivery: DeliveryTerms;
  readonly transfer: TransferTerms;
  readonly installing: InstallingTerms;
  readonly linking: LinkingTerms;
  readonly work: WorkTerms;
};

const windows = {
  says: '時間',
  fields: { from: { says: '始まり', sort: 'instant' }, until: { says: '終わり', sort: 'instant' } },
} as const;

const grade = {
  says: '情報の格付',
  fields: { confidentiality: '機密性', integrity: '完全性', availability: '可用性' },
} as const;

const answers = { says: '条件への答え', fields: { condition: '条件', met: '満たす' } } as const;

const seen = {
  says: '受付での確認',
  fields: { by: { says: '確かめた人', sort: 'person' }, at: { says: '日時', sort: 'instant' }, answers },
} as const;

/** Who gave something beside a permit, in which form. */
const given = {
  by: { says: '与えた人', sort: 'person' },
  at: { says: '日時', sort: 'instant' },
  form: { says: '形', words: { acting: '代決', delegated: '専決', superior: '上席' } },
  officer: { says: '代わりに与えられた職の人', sort: 'person' },
} as const;

const opening = {
  alternatives: '代わりに講ずる措置',
  risk: '残るリスク',
  handling: 'リスクの扱い',
  urgent: '緊急',
} as const;

const onceOrStanding = { once: '一度', standing: '期間中くり返し' } as const;

/** What every field of an application is called, kind by kind. */
export const termsTold = {
  photography: {
    parts: { says: '撮るもの', words: { image: '画像', sound: '音声' } },
    devices: {
      says: '機材',
      words: {
        camera: 'カメラ',
        video: 'ビデオカメラ',
        phone: '携帯電話',
        'sound-recorder': '録音機',
        'dash-camera': 'ドライブレコーダー',
        drone: 'ドローン',
      },
    },
    deviceWords: '機材の説明',
    responsible: { says: '責任者', sort: 'person' },
    windows,
    tokens: {
      says: '着用する腕章・記章',
      fields: { sort: { says: '種類', words: tokenSorts }, count: '数' },
    },
    reviewed: '撮ったものを確かめる',
    answers,
    seen,
  },
  'system-item': {
    way: { says: '持込み・持ち出しの別', words: { in: '持込み', out: '持ち出し' } },
    items: '物品の番号',
    form: { says: '形', words: onceOrStanding },
    leaving: { says: '持ち出し', words: { freely: '同じ申請で認める', 'by-permission': '別に申請する' } },
    stays: '退出しても残す',
    leavesFor: { says: '持ち出す理由', words: mapValues(leavingReasons, ({ says }) => says) },
    returns: '戻る',
    holders: { says: '持つ人', fields: { person: { says: '人', sort: 'person' }, unit: '課室の番号' } },
  },
  'private-device': {
    label: '標識の番号',
    carryIn: '持ち込む',
    use: {
      says: '利用',
      fields: {
        handles: {
          says: '取り扱う情報',
          words: {
            unprotected: '要保護情報を取り扱わない',
            c2: '機密性2まで',
            'c3-i2-a2': '機密性3、完全性2又は可用性2を含む',
          },
        },
        lan: '府省庁内LANにつなぐ',
      },
    },
    answers,
    seen,
  },
  'take-out': {
    grade,
    information: '何の情報か',
    minimum: '必要最小限である理由',
    place: '区域外の場所',
    media: {
      says: '媒体',
      words: { paper: '紙', terminal: '端末', storage: '記録媒体', remote: '遠隔からの利用' },
    },
    systems: { says: '持ち出す情報システム', fields: { code: '管理番号', words: '品名' } },
    lentFrom: { says: '貸出簿', fields: { book: '符号', number: '番号' } },
    outsideNetwork: '省外通信回線に接続する',
    reentries: {
      says: '戻った後の接続',
      fields: {
        lan: '通信回線',
        checks: {
          says: '安全管理措置',
          fields: { antivirus: 'アンチウイルス対策を実施した', patches: 'セキュリティパッチを適用した' },
        },
        ...given,
      },
    },
  },
  exception: opening,
  'person-exception': opening,
  application: opening,
  delivery: {
    carrier: '受渡業者',
    things: { says: '渡す物', words: mapValues(deliveredThings, ({ says }) => says) },
  },
  transfer: {
    form: { says: '形', words: { once: '一度', standing: '定期の発送' } },
    grade,
    information: '何の情報か',
    pieces: '個数',
    sheets: '枚数',
    measures: '安全確保の措置',
    carrier: '渡す業者',
    section: { says: '受け取る課室', sort: 'unit' },
    receiver: '提供先',
  },
  installing: {
    installed: {
      says: '設置するものの種別',
      words: {
        terminal: '端末',
        'network-device': '通信回線装置',
        server: 'サーバ装置',
        'direct-internet': '府省庁管理外の回線からの直接の利用',
      },
    },
    what: '設置するもの',
    mobileApproval: 'モバイル端末の承認',
    withoutProtected: '要保護情報を取り扱わない',
    apartFromOwnLan: '府省庁内LANにつながない',
    riskReview: 'リスクの検討の書面',
    protection: '物理的な保護措置',
  },
  linking: {
    medium: { says: '回線', words: { lan: 'LAN', 'wireless-lan': '無線LAN' } },
    what: 'つなぎ方',
    riskReview: 'リスクの検討の書面',
    protection: '物理的な保護措置',
  },
  work: {
    form: { says: '形', words: { once: '1回', recurring: '繰り返し', patrol: '巡回', urgent: '緊急' } },
    contract: '契約の番号',
    attendants: { says: '立会者', sort: 'person' },
    cameras: '監視するカメラ',
    windows,
    points: {
      says: '巡回点',
      fields: {
        zone: inZone,
        minutes: { says: '始まりから何分', fields: { from: '始まり', until: '終わり' } },
      },
    },
    namesBy: { says: '作業員を届け出る締切り', sort: 'instant' },
    subcontracts: {
      says: '再委託',
      fields: { persons: { says: '作業員', sort: 'person' }, consent: '承諾の番号' },
    },
    tools: {
      says: '使う機具',
      fields: {
        tool: { says: '機具', words: { 'open-flame': '火気', 'power-tool': '電動工具' } },
        leave: { says: '使用の許可', fields: given },
      },
    },
  },
} as const satisfies { readonly [Kind in PermitKind]: FieldsOf<TermsByKind[Kind]> };
