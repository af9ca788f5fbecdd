import { endingAuthorities, isNewest } from '@mandataire/adapters/certificate-authority';
import type { AuthorityCertificate, AuthorityRegister } from '@mandataire/application/certificate';
import { described, shownAt } from './describe.js';

/** A list or a signer that ends this soon should have been renewed already. */
const SOON_MS = 12 * 3_600_000;

/**
 * Root, issuing authorities with their lists and signers, oldest first, in words.
 * @returns the lines, and how many of them tell a fault.
 */
export async function statusLines(
  register: Pick<AuthorityRegister, 'authorityCertificates' | 'currentCrl'>,
  now: Date,
): Promise<{ readonly lines: readonly string[]; readonly faults: number }> {
  const known = await register.authorityCertificates();
  const authorities = known.filter(({ kind }) => kind === 'ROOT' || kind === 'ISSUING');
  if (authorities.length === 0) return { lines: ['⚠ L’autorité n’est pas créée : « init ».'], faults: 1 };
  const lines: string[] = [];
  for (const authority of authorities) {
    const note =
      authority.kind === 'ISSUING' && !isNewest(authority, known) ? ' (remplacée, signe sa LCR)' : '';
    lines.push(`${described(authority)}${note}`, await listLine(authority, register, now));
    if (authority.kind === 'ISSUING') lines.push(signerLine(authority, known, now));
  }
  lines.push(sealLine(known, now));
  for (const { kind, name } of endingAuthorities(known, now)) {
    const needed = kind === 'ROOT' ? 'une nouvelle racine' : `« rollover ${name.replace(/-\d+$/, '')} »`;
    lines.push(`⚠ ${name} finit avant le plus long certificat qu’on peut demander : ${needed}.`);
  }
  return { lines, faults: lines.filter((line) => line.includes('⚠')).length };
}

const mark = (end: Date, now: Date): string =>
  end.getTime() - now.getTime() > SOON_MS ? '' : ' ⚠ à renouveler';

async function listLine(
  { id }: AuthorityCertificate,
  register: Pick<AuthorityRegister, 'currentCrl'>,
  now: Date,
): Promise<string> {
  const list = await register.currentCrl(id);
  if (!list) return '  ⚠ aucune LCR';
  return `  LCR n° ${list.number}, valable jusqu’au ${shownAt(list.nextUpdate)}${mark(list.nextUpdate, now)}`;
}

function signerLine({ id }: AuthorityCertificate, known: readonly AuthorityCertificate[], now: Date): string {
  const [newest] = known
    .filter(({ kind, issuerId }) => kind === 'OCSP_SIGNER' && issuerId === id)
    .sort((one, other) => other.notAfter.getTime() - one.notAfter.getTime());
  if (!newest) return '  ⚠ aucun signataire OCSP';
  return `  Signataire OCSP ${newest.name}, valable jusqu’au ${shownAt(newest.notAfter)}${mark(newest.notAfter, now)}`;
}

/** The worker makes the next one by itself; a seal that is missing only keeps evidence waiting. */
function sealLine(known: readonly AuthorityCertificate[], now: Date): string {
  const [newest] = known
    .filter(({ kind }) => kind === 'SEAL')
    .sort((one, other) => other.notAfter.getTime() - one.notAfter.getTime());
  if (!newest) return 'Cachet des preuves : aucun encore, les travaux de fond le feront';
  return `${described(newest)}${mark(newest.notAfter, now)}`;
}
