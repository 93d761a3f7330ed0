/** Whether others use a login id, too: told when it is issued, on its slip and at the first sign-in (統一技術基準 2.2.1.3(2)(b)). None is shared. */
export const notSharedWords = 'この識別コードは共用ではありません。';
