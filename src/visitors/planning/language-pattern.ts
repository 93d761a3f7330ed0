/** What a language is written as: BCP 47, such as `ja` or `en`. */
export const languagePattern = '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$';
export const longestLanguage = 35;
