import { isSiren } from '@mandataire/domain/tenant';

/** A right SIREN that hardly any other run has used: eight random digits and their key. */
export function freshSiren(): string {
  const eight = String(Math.floor(10_000_000 + Math.random() * 89_999_999));
  for (let key = 0; key <= 9; key += 1) if (isSiren(`${eight}${key}`)) return `${eight}${key}`;
  throw new Error('every eight digits have one key');
}
