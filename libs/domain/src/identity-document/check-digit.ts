const WEIGHTS = [7, 3, 1] as const;
const VALUES = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Check digit of a machine readable zone: weights 7, 3, 1 repeated, `<` counts nothing, modulo ten (V8, ICAO 9303-3 §4.9). */
export function mrzCheckDigit(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) {
    sum += Math.max(0, VALUES.indexOf(text[i] ?? '<')) * (WEIGHTS[i % 3] ?? 0);
  }
  return String(sum % 10);
}
