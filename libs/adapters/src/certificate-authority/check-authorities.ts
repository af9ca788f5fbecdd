import type {
  AuthorityCertificate,
  AuthorityRegister,
  CertificateRevocationList,
  RevocationReading,
} from '@mandataire/application/certificate';
import {
  DerError,
  issuerOf,
  publicKeyHash,
  readCertificate,
  readCrl,
  serialsListed,
  serialToHex,
  SERIAL_OCTETS,
  verifierOf,
  type CrlView,
} from '@mandataire/pki';

/** What is wrong, by the clause that it breaks. */
export interface Problem {
  readonly clause: string;
  readonly message: string;
}

export const problem = (clause: string, message: string): Problem => ({ clause, message });
export const unless = (kept: boolean, clause: string, message: string): Problem[] =>
  kept ? [] : [problem(clause, message)];

/** The serial of an authority's certificate, or nothing when it can't be read. */
export const serialOf = ({ der }: AuthorityCertificate): string =>
  readable(() => serialToHex(readCertificate(der).serial)) ?? '';

/** Octets that can't be read are a finding of their own, not an exception. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

/**
 * A certificate of the authority itself, against the row and the certificate above it: signature, names, key, validity
 * within that of its issuer.
 */
export function authorityProblems(
  certificate: AuthorityCertificate,
  all: readonly AuthorityCertificate[],
): Problem[] {
  const above = all.find(
    ({ id, kind }) => id === certificate.issuerId && (kind === 'ROOT' || kind === 'ISSUING'),
  );
  const view = readable(() => readCertificate(certificate.der));
  if (!view) return [problem('RFC 5280 §4.1', 'the certificate of the authority cannot be read')];
  if (!above) return [problem('RFC 5280 §4.1.2.4', 'the issuing authority is not in the register')];
  const issuer = issuerOf(above.der);
  const { notBefore, notAfter } = view.validity;
  return [
    ...unless(
      verifierOf(issuer.publicKey)(view.toBeSigned, view.signature),
      'RFC 5280 §4.1.1.3',
      'the signature is not that of the issuing authority',
    ),
    ...unless(
      Buffer.from(view.issuerName).equals(issuer.name),
      'RFC 5280 §4.1.2.4',
      'the issuer is not the subject of the issuing authority',
    ),
    ...unless(publicKeyHash(view.publicKey) === certificate.id, 'F19', 'the key is not that of the row'),
    ...unless(
      notBefore.getTime() === certificate.notBefore.getTime() &&
        notAfter.getTime() === certificate.notAfter.getTime(),
      'R22',
      'the validity is not that of the row',
    ),
    ...unless(
      notBefore >= above.notBefore && notAfter <= above.notAfter,
      'F34',
      'validity exceeds that of the issuing authority',
    ),
  ];
}

/**
 * The current list of an authority: signature, issuer, number and dates of the row, still current, and every serial that
 * the register has revoked longer than `grace` ago. One list is in memory at a time, with the serials in it.
 */
export async function listProblems(
  authority: AuthorityCertificate,
  list: CertificateRevocationList | undefined,
  at: {
    readonly register: Pick<AuthorityRegister, 'exclusively'>;
    readonly now: Date;
    readonly grace: number;
  },
): Promise<Problem[]> {
  if (!list) return [problem('F58', 'the authority has published no list')];
  const view = readable(() => readCrl(list.der));
  if (!view) return [problem('RFC 5280 §5.1', 'the list cannot be read')];
  return [
    ...octetProblems(authority, list, view),
    ...unless(list.thisUpdate <= at.now && list.nextUpdate > at.now, 'F29', 'the list is not current'),
    ...(await contentProblems(authority.id, view, at)),
  ];
}

function octetProblems(
  { der }: AuthorityCertificate,
  list: CertificateRevocationList,
  view: CrlView,
): Problem[] {
  const issuer = issuerOf(der);
  return [
    ...unless(
      verifierOf(issuer.publicKey)(view.toBeSigned, view.signature),
      'RFC 5280 §5.1.1.3',
      'the signature of the list is not that of its issuer',
    ),
    ...unless(
      Buffer.from(view.issuerName).equals(issuer.name),
      'RFC 5280 §5.1.2.3',
      'the list is of another issuer',
    ),
    ...unless(
      view.number === list.number,
      'RFC 5280 §5.2.3',
      'the number of the list is not that of the row',
    ),
    ...unless(
      view.thisUpdate.getTime() === list.thisUpdate.getTime() &&
        view.nextUpdate?.getTime() === list.nextUpdate.getTime(),
      'RFC 5280 §5.1.2',
      'the dates of the list are not those of the row',
    ),
  ];
}

async function contentProblems(
  issuerId: string,
  { entries }: CrlView,
  { register, now, grace }: Parameters<typeof listProblems>[2],
): Promise<Problem[]> {
  const listed = readable(() => serialsListed(entries));
  if (!listed) return [problem('RFC 5280 §5.1', 'the list cannot be read')];
  const { count, missing } = await register.exclusively(issuerId, async (lists) => {
    const first = await compared(await lists.revoked(now), listed, now.getTime() - grace);
    // What the register lacked of its own revoked serials it has at the next reading.
    return first.agrees ? first : compared(await lists.revoked(now), listed, now.getTime() - grace);
  });
  return unless(missing === 0, 'F50', `the list lacks ${missing} of ${count} revoked serials`);
}

/** How many serials were read, and how many of those that were revoked before `until` are not listed. */
async function compared(reading: RevocationReading, listed: ReadonlySet<string>, until: number) {
  let [count, missing] = [0, 0];
  const { agrees } = await reading.read((part) => {
    const serials = Buffer.from(part.serials.buffer, part.serials.byteOffset, part.serials.byteLength);
    count += part.count;
    for (let index = 0; index < part.count; index += 1) {
      const at = index * SERIAL_OCTETS;
      const isLongAgo = (part.revokedAt[index] ?? 0) < until;
      if (isLongAgo && !listed.has(serials.toString('hex', at, at + SERIAL_OCTETS))) missing += 1;
    }
  });
  return { count, missing, agrees: await agrees };
}
