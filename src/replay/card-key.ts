/** A prox-id as the reader sends it: the number is printed on the card, issue included. */
export function cardKey(card: string) {
  return { format: 'prox', facility: '', number: card };
}
