/** Within how many days what was excepted first is applied for (事後の申請), and what was decided without whoever should have is looked at (後閲). */
export const afterwardsDays = { apply: 3, look: 7 } as const;
