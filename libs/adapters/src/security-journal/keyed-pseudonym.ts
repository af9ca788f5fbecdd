import { createHmac } from 'node:crypto';

const PURPOSE = 'mandataire security-event sender';
const LETTERS = 16;

/** The same word for the same address, and no way back without the secret: an address is personal data. */
export function keyedPseudonym(secret: string): (address: string) => string {
  const key = createHmac('sha256', secret).update(PURPOSE).digest();
  return (address) => createHmac('sha256', key).update(address).digest('hex').slice(0, LETTERS);
}
