/** Gives a place up; a second time nothing happens. */
export type GiveUp = () => void;

/** Places for work of which so much goes on at once; nothing is given where all are taken. */
export function buildPlaces(most: number): () => GiveUp | undefined {
  let taken = 0;
  return () => {
    if (taken >= most) return undefined;
    taken += 1;
    let isTaken = true;
    return () => {
      if (isTaken) taken -= 1;
      isTaken = false;
    };
  };
}
