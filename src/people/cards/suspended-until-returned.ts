/** Why the card of a pass that did not come back is suspended; with the pass only what is suspended for this is taken up. */
export const suspendedUntilReturned = '通行証の未返却';
