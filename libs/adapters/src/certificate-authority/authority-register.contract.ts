import { beforeEach, describe, expect, it } from '@jest/globals';
import type {
  AuthorityCertificate,
  AuthorityRegister,
  CertificateStatusReader,
} from '@mandataire/application/certificate';
import { randomSerial } from '@mandataire/pki/testing';

export interface RegisterUnderTest {
  readonly register: AuthorityRegister;
  readonly reader: CertificateStatusReader;
  /** An issuer of this test alone. */
  readonly issuerId: string;
  reserve(serial: string): Promise<void>;
  abandon(serial: string, at: Date): Promise<void>;
}

/** What the fake and the database register both hold to, so that the authority's tests mean something. */
export function authorityRegisterContract(make: () => Promise<RegisterUnderTest>): void {
  describe('as a register of the authority', () => {
    let under: RegisterUnderTest;
    const at = new Date('2026-03-01T10:00:00.000Z');
    const later = new Date('2026-03-02T10:00:00.000Z');
    beforeEach(async () => {
      under = await make();
    });

    const listing = async () => {
      const found: { serial: string; revokedAt: number | undefined }[] = [];
      await under.register.exclusively(under.issuerId, async (lists) =>
        (await lists.revoked(new Date())).read(({ count, serials, revokedAt }) => {
          for (let index = 0; index < count; index += 1) {
            const octets = serials.subarray(16 * index, 16 * index + 16);
            found.push({ serial: Buffer.from(octets).toString('hex'), revokedAt: revokedAt[index] });
          }
        }),
      );
      return found.sort((one, other) => (one.serial < other.serial ? -1 : 1));
    };

    it('lists revoked and abandoned serials, and none that is only reserved (D27)', async () => {
      const serials = [randomSerial(), randomSerial(), randomSerial()].sort();
      const [abandoned = '', revoked = '', reserved = ''] = serials;
      for (const serial of [reserved, revoked, abandoned]) await under.reserve(serial);
      await under.register.markRevoked([{ issuerId: under.issuerId, serial: revoked, revokedAt: at }]);
      await under.abandon(abandoned, at);
      expect(await listing()).toEqual([
        { serial: abandoned, revokedAt: at.getTime() },
        { serial: revoked, revokedAt: at.getTime() },
      ]);
    });

    it('keeps the first date of a revocation (F55)', async () => {
      const serial = randomSerial();
      await under.reserve(serial);
      await under.register.markRevoked([{ issuerId: under.issuerId, serial, revokedAt: at }]);
      await under.register.markRevoked([{ issuerId: under.issuerId, serial, revokedAt: later }]);
      expect(await listing()).toEqual([{ serial, revokedAt: at.getTime() }]);
    });

    it('tells the status of serials, and nothing of one that was never reserved', async () => {
      const [reserved, revoked, unknown] = [randomSerial(), randomSerial(), randomSerial()];
      for (const serial of [reserved, revoked]) await under.reserve(serial);
      await under.register.markRevoked([{ issuerId: under.issuerId, serial: revoked, revokedAt: at }]);
      const asked = [revoked, unknown, reserved, revoked];
      expect(await under.reader.statuses(under.issuerId, asked)).toEqual(
        new Map([
          [revoked, { state: 'REVOKED', revokedAt: at }],
          [reserved, { state: 'RESERVED' }],
        ]),
      );
      expect(await under.reader.statuses('0'.repeat(64), asked)).toEqual(new Map());
    });

    it('gives each CRL number once, upwards (RFC 5280 §5.2.3)', async () => {
      const next = () => under.register.exclusively(under.issuerId, (lists) => lists.nextNumber());
      const numbers = await Promise.all([1, 2, 3, 4].map(next));
      expect(new Set(numbers).size).toBe(4);
      expect(await next()).toBeGreaterThan(Math.max(...numbers));
    });

    it('gives the list of the highest number', async () => {
      const list = { issuerId: under.issuerId, thisUpdate: at, nextUpdate: later };
      await under.register.exclusively(under.issuerId, async (lists) => {
        await lists.save({ ...list, number: 1, der: Uint8Array.of(1) });
        await lists.save({ ...list, number: 2, der: Uint8Array.of(2) });
      });
      const current = await under.reader.currentCrl(under.issuerId);
      expect(current?.number).toBe(2);
      expect([...(current?.der ?? [])]).toEqual([2]);
    });

    it('runs one publication at a time, and the next one after a failure', async () => {
      const trace: string[] = [];
      const run = (name: string) =>
        under.register.exclusively(under.issuerId, async () => {
          trace.push(`${name} begins`);
          await new Promise((resolve) => setImmediate(resolve));
          trace.push(`${name} ends`);
          if (name === 'b') throw new Error('failed');
        });
      await Promise.allSettled([run('a'), run('b'), run('c')]);
      expect(trace).toHaveLength(6);
      for (let index = 0; index < trace.length; index += 2) {
        expect(trace[index + 1]).toBe(trace[index]?.replace('begins', 'ends'));
      }
    });

    it('gives a name to one authority only', async () => {
      const named = (id: string): AuthorityCertificate => ({
        ...{ id, kind: 'ISSUING', name: `service-${under.issuerId}`, issuerId: under.issuerId, keyRef: id },
        ...{ der: Uint8Array.of(0x30, 0), notBefore: at, notAfter: later },
      });
      await under.register.saveAuthorityCertificate(named(`one ${under.issuerId}`));
      await expect(under.register.saveAuthorityCertificate(named(`two ${under.issuerId}`))).rejects.toThrow();
    });

    it('gives back the certificates of the authority as they were saved', async () => {
      const certificate: AuthorityCertificate = {
        id: under.issuerId.replace(/^./, (digit) => (digit === 'f' ? '0' : 'f')),
        kind: 'OCSP_SIGNER',
        name: 'ocsp-1',
        issuerId: under.issuerId,
        keyRef: 'ocsp-1',
        der: Uint8Array.of(0x30, 0),
        notBefore: at,
        notAfter: later,
      };
      await under.register.saveAuthorityCertificate(certificate);
      const saved = (await under.reader.authorityCertificates()).find(({ id }) => id === certificate.id);
      expect(saved && { ...saved, der: Uint8Array.from(saved.der) }).toEqual(certificate);
    });
  });
}
