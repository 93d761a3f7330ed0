/** Common names with their readings, written as people write their own: 髙, 﨑, 𠮷 and their like are not corrected. */

type Written = readonly [name: string, kana: string];

function words(text: string): readonly Written[] {
  return text
    .trim()
    .split(/\s+/)
    .map((pair): Written => {
      const [name = '', kana = ''] = pair.split('/');
      return [name, kana];
    });
}

const surnames = words(`
  佐藤/サトウ 鈴木/スズキ 高橋/タカハシ 髙橋/タカハシ 田中/タナカ 伊藤/イトウ 渡辺/ワタナベ 渡邊/ワタナベ 渡邉/ワタナベ
  山本/ヤマモト 中村/ナカムラ 小林/コバヤシ 加藤/カトウ 吉田/ヨシダ 𠮷田/ヨシダ 山田/ヤマダ 佐々木/ササキ 山口/ヤマグチ
  松本/マツモト 井上/イノウエ 木村/キムラ 林/ハヤシ 斎藤/サイトウ 齋藤/サイトウ 齊藤/サイトウ 清水/シミズ 山崎/ヤマザキ
  山﨑/ヤマザキ 森/モリ 池田/イケダ 橋本/ハシモト 阿部/アベ 石川/イシカワ 小川/オガワ 前田/マエダ 岡田/オカダ 長谷川/ハセガワ
  藤田/フジタ 近藤/コンドウ 後藤/ゴトウ 石井/イシイ 村上/ムラカミ 遠藤/エンドウ 青木/アオキ 坂本/サカモト 福田/フクダ 太田/オオタ
  西村/ニシムラ 藤井/フジイ 岡本/オカモト 藤原/フジワラ 金子/カネコ 三浦/ミウラ 中野/ナカノ 原田/ハラダ 松田/マツダ 竹内/タケウチ
  小野/オノ 田村/タムラ 中山/ナカヤマ 和田/ワダ 石田/イシダ 森田/モリタ 上田/ウエダ 原/ハラ 内田/ウチダ 柴田/シバタ 酒井/サカイ
  宮崎/ミヤザキ 宮﨑/ミヤザキ 横山/ヨコヤマ 高木/タカギ 髙木/タカギ 安藤/アンドウ 宮本/ミヤモト 大野/オオノ 小島/コジマ 谷口/タニグチ
  工藤/クドウ 今井/イマイ 高田/タカダ 増田/マスダ 丸山/マルヤマ 杉山/スギヤマ 村田/ムラタ 大塚/オオツカ 新井/アライ 小山/コヤマ
  平野/ヒラノ 藤本/フジモト 河野/コウノ 上野/ウエノ 野口/ノグチ 武田/タケダ 松井/マツイ 千葉/チバ 岩崎/イワサキ 櫻井/サクライ
  濵田/ハマダ 德永/トクナガ 神﨑/カンザキ
`);

const givenNames = words(`
  陽子/ヨウコ 健一/ケンイチ 美咲/ミサキ 大輔/ダイスケ 裕子/ユウコ 誠/マコト 直樹/ナオキ 恵美/エミ 翔太/ショウタ 由美子/ユミコ
  隆/タカシ 真由美/マユミ 拓也/タクヤ 久美子/クミコ 浩/ヒロシ 愛/アイ 和也/カズヤ 智子/トモコ 達也/タツヤ 彩/アヤ 学/マナブ
  千尋/チヒロ 亮/リョウ 麻衣/マイ 修/オサム 香織/カオリ 博之/ヒロユキ 明美/アケミ 豊/ユタカ 葵/アオイ 剛/ツヨシ 舞/マイ
  哲也/テツヤ 幸子/サチコ 悠斗/ユウト 結衣/ユイ 一郎/イチロウ 桃子/モモコ 淳/ジュン 文子/フミコ 蓮/レン 凛/リン 清/キヨシ
  洋子/ヨウコ 颯太/ソウタ 奈々/ナナ 勝/マサル
`);

/** The nth person's name; the first few hundred differ, since the two lists share no divisor. */
export function demoName(nth: number): { readonly name: string; readonly nameKana: string } {
  const [surname, surnameKana] = pick(surnames, nth);
  const [given, givenKana] = pick(givenNames, nth);
  return { name: `${surname} ${given}`, nameKana: `${surnameKana} ${givenKana}` };
}

function pick(list: readonly Written[], nth: number): Written {
  const found = list[nth % list.length];
  if (found === undefined) throw new Error('an empty list of names');
  return found;
}
