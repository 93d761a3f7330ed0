/** What is usually asked of a device that takes pictures, by the codes that determinations name. */
export const photographyConditions: Readonly<Record<string, string>> = {
  'lens-sealed': '撮影しない間、レンズに封印がある',
  'no-lan': '府省庁内LANにつながない',
  antivirus: 'ウイルス対策ソフトが最新である',
};
