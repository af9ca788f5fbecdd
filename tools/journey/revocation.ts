import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expectState, type Ground, type Issued } from './order-to-certificate.js';

const PATIENCE_MS = 20_000;

/** `openssl verify` with the chain, then OCSP says good. */
export async function judgeGood(ground: Ground, issued: Issued): Promise<void> {
  const { steps, openssl } = ground;
  await steps.run('openssl verify accepte la chaîne (-x509_strict)', () =>
    openssl.expect(
      /: OK/,
      'verify',
      '-x509_strict',
      '-CAfile',
      issued.root,
      '-untrusted',
      issued.issuing,
      issued.leaf,
    ),
  );
  await steps.run('openssl ocsp : good', async () => {
    const text = await askOcsp(ground, issued);
    if (!/leaf\.pem: good/.test(text)) throw new Error(text);
  });
}

/**
 * The MC revokes; OCSP is asked until it says revoked. Gives the elapsed time from the request's sending to the first
 * OCSP answer that says so, OpenSSL's own start included.
 */
export async function revokeAndWatch(ground: Ground, issued: Issued): Promise<number> {
  const { steps, mc } = ground;
  const start = performance.now();
  await steps.run('Le MC révoque le certificat', async () => {
    const input = {
      idempotencyKey: randomUUID(),
      certificateId: issued.certificateId,
      reason: 'KEY_COMPROMISED',
      comment: 'Parcours de démonstration',
    };
    const { requestRevocation } = await mc.request<{ requestRevocation: { state: string } }>(
      'mutation($input: RequestRevocationInput!) { requestRevocation(input: $input) { state } }',
      { input },
    );
    expectState(requestRevocation.state, 'AUTHENTICATED');
  });
  const latency = await steps.run('openssl ocsp : revoked', async () => {
    await watchRevoked(ground, issued);
    return Math.round(performance.now() - start);
  });
  await steps.run('openssl crl : le numéro de série est dans la LCR, signature bonne', async () => {
    await until(() => crlLists(ground, issued), 'la LCR ne contient pas le certificat');
  });
  await steps.run('La console montre quand OCSP et la LCR l’ont dit', async () => {
    await until(() => consoleShows(ground, issued), 'les heures d’observation manquent');
  });
  return latency;
}

/** Asks until OCSP says revoked. */
export const watchRevoked = (ground: Ground, issued: Issued): Promise<void> =>
  until(async () => /leaf\.pem: revoked/.test(await askOcsp(ground, issued)), 'OCSP ne dit pas « revoked »');

/** Verified against the chain, with a nonce. @throws when OpenSSL does not accept the answer. */
async function askOcsp({ openssl, statusUrl }: Ground, issued: Issued): Promise<string> {
  const chain = ['-issuer', issued.issuing, '-CAfile', issued.root, '-verify_other', issued.issuing];
  return openssl.expect(
    /Response verify OK/,
    'ocsp',
    ...chain,
    '-cert',
    issued.leaf,
    '-nonce',
    '-url',
    `${statusUrl}/ocsp`,
  );
}

async function crlLists({ openssl, statusUrl }: Ground, issued: Issued): Promise<boolean> {
  const response = await fetch(await crlAddress(openssl, issued, statusUrl));
  const crl = openssl.file('list.crl', Buffer.from(await response.arrayBuffer()));
  const args = ['crl', '-inform', 'DER', '-in', crl, '-CAfile', issued.issuing, '-text', '-noout'];
  const text = await openssl.expect(/verify OK/, ...args);
  return text.includes(issued.serial.toUpperCase());
}

/** Where the certificate says its list is (F71), at the status service's address from here. */
async function crlAddress(openssl: Ground['openssl'], { leaf }: Issued, statusUrl: string): Promise<string> {
  const text = await openssl.expect(/URI:/, 'x509', '-in', leaf, '-noout', '-ext', 'crlDistributionPoints');
  const [, path] = /URI:https?:\/\/\S+?(\/crl\/\S+)/.exec(text) ?? [];
  if (path === undefined) throw new Error(text);
  return `${statusUrl}${path}`;
}

async function consoleShows({ mc }: Ground, issued: Issued): Promise<boolean> {
  const { certificate } = await mc.request<{
    certificate: {
      state: string;
      revocation: { ocspSeenAt: string | null; crlSeenAt: string | null } | null;
    };
  }>('query($id: ID!) { certificate(id: $id) { state revocation { ocspSeenAt crlSeenAt } } }', {
    id: issued.certificateId,
  });
  const seen = certificate.revocation;
  return certificate.state === 'REVOKED' && Boolean(seen?.ocspSeenAt) && Boolean(seen?.crlSeenAt);
}

async function until(holds: () => Promise<boolean>, complaint: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(complaint);
    await pause(20);
  }
}
