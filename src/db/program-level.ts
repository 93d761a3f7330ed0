/**
 * What this program knows of rights, waits and effects, as one number. A migration that adds one of them raises the
 * database's floor to the level of the program that knows it; a program below the floor would grant by rights it does
 * not see to be stopped (I5), so it neither decides nor acts.
 */
export const programLevel = 9;
