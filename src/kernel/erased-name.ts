/**
 * What stands where a name stood until its date. It is written into the row by the one function of the database that erases, so
 * whatever shows the name shows this, and nobody has to ask whether somebody was erased.
 */
export const erasedName = '消去済';
