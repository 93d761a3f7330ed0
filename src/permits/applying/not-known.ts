/** Whom a field names who is nobody, or somebody else's visitor: neither is told apart from the other. */
export const notKnown = 'この庁舎では知られていない人です。来訪者については訪問相手が申請・登録してください';
