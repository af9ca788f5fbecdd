import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

export interface Persons {
  readonly operator: string;
  /** Absent in a demonstration only. */
  readonly witness: string | undefined;
}

const plain = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Outside a demonstration two named people, and not the same twice. @throws with what is missing. */
export function personsOf(
  named: { readonly operator?: string | undefined; readonly witness?: string | undefined },
  demo: boolean,
): Persons {
  const operator = (named.operator ?? '').trim();
  const witness = (named.witness ?? '').trim();
  if (!demo) requireBoth(operator, witness);
  if (operator !== '' && plain(operator) === plain(witness)) {
    throw new Error('L’opérateur et le témoin doivent être deux personnes différentes.');
  }
  return { operator: operator || 'démonstration', witness: witness || undefined };
}

function requireBoth(operator: string, witness: string): void {
  if (operator === '') throw new Error('Nommez l’opérateur : --operator "Prénom Nom".');
  if (witness === '') {
    throw new Error('Nommez le témoin, une seconde personne présente : --witness "Prénom Nom".');
  }
}

/** The witness types the act and his name himself. @throws when he types anything else, or nothing. */
export async function confirm(act: string, { witness }: Persons): Promise<void> {
  if (!witness) return;
  const expected = `${act} ${witness}`;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const nothing = once(lines, 'close').then(() => '');
  try {
    const question = lines.question(`Témoin, pour confirmer, tapez « ${expected} » : `);
    const typed = await Promise.race([question, nothing]);
    if (plain(typed) !== plain(expected)) throw new Error('Confirmation refusée : rien n’a été fait.');
  } finally {
    lines.close();
  }
}
