import path from 'node:path';
import pg from 'pg';
import { SealedKeyStore } from '@mandataire/adapters/key-store';
import { publicKeyHash, readCertificate } from '@mandataire/pki';
import { PlainOcspRequest, ThrowAwayChain } from '@mandataire/pki/testing';
import type { BenchDatabase } from '../database/bench-database.js';

export const SERIALS = 10_000;
const SIGNER = 'ocsp-bench';

/** One certificate of the database, and what clients ask about it. */
export interface Asked {
  readonly serial: string;
  readonly request: PlainOcspRequest;
  readonly state: string;
}

export interface BenchAuthority {
  readonly issuerId: string;
  readonly chain: ThrowAwayChain;
  /** Ten thousand serials, drawn from the million by their own random octets. */
  readonly asked: readonly Asked[];
}

/** Gives the million serials an issuing authority with an OCSP signer, under the identifier that they carry. */
export async function foundAuthority({ server, superuserUrl }: BenchDatabase): Promise<BenchAuthority> {
  const chain = new ThrowAwayChain(new Date());
  const keys = new SealedKeyStore({
    folder: path.join(server.dataDir, 'keys', 'ocsp'),
    secret: server.ocspKeySecret,
  });
  const publicKey = (await keys.has(SIGNER))
    ? await keys.publicKey(SIGNER)
    : await keys.generate(SIGNER, 'P-256');
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ issuer_id: string; serial: string; state: string }>(
      'SELECT issuer_id, serial, state FROM issued_serial ORDER BY issuer_id, serial LIMIT $1',
      [SERIALS],
    );
    const issuerId = rows[0]?.issuer_id ?? '';
    const rootId = publicKeyHash(chain.rootKey.publicKey);
    const add = (kind: string, [id, name, by]: readonly [string, string, string], der: Uint8Array) => {
      const { notBefore, notAfter } = readCertificate(der).validity;
      return client.query(
        `INSERT INTO authority_certificate (id, kind, name, issuer_id, key_ref, der, not_before, not_after)
         VALUES ($1, $2, $3, $4, $3, $5, $6, $7)`,
        [id, kind, name, by, der, notBefore, notAfter],
      );
    };
    await add('ROOT', [rootId, 'root', rootId], chain.root);
    await add('ISSUING', [issuerId, 'dual', rootId], chain.issuing);
    const signer = chain.newOcspSigner({ ...chain.ocspKey, publicKey });
    await add('OCSP_SIGNER', [publicKeyHash(publicKey), SIGNER, issuerId], signer);
    const asked = rows.map(({ serial, state }) => ({
      ...{ serial, state },
      request: new PlainOcspRequest(chain.issuer, serial),
    }));
    return { issuerId, chain, asked };
  } finally {
    await client.end();
  }
}
