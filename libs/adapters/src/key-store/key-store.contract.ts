import { createPublicKey, verify } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { KeyAlgorithm, KeyStore } from '@mandataire/application/key-store';

/** What every adapter of the port KeyStore holds to; `make` gives an empty store. */
export function keyStoreContract(make: () => Promise<KeyStore>): void {
  describe('as a key store', () => {
    let store: KeyStore;
    beforeEach(async () => {
      store = await make();
    });

    it.each<[KeyAlgorithm, string]>([
      ['P-256', 'sha256'],
      ['P-384', 'sha384'],
      ['RSA-3072', 'sha256'],
    ])('signs with %s so that node:crypto verifies it with %s', async (algorithm, digest) => {
      const spki = await store.generate('key', algorithm);
      const publicKey = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
      // A certificate, and a list of ten thousand entries.
      for (const data of [Buffer.from('to be signed'), Buffer.alloc(370_000, 'list')]) {
        const signature = await store.sign('key', data);
        expect(verify(digest, data, publicKey, signature)).toBe(true);
        expect(verify(digest, Buffer.from('other'), publicKey, signature)).toBe(false);
      }
    });

    it('gives the same public key again', async () => {
      const spki = await store.generate('key', 'P-256');
      expect(Buffer.from(spki).equals(await store.publicKey('key'))).toBe(true);
    });

    it('knows which names it has', async () => {
      await store.generate('one', 'P-256');
      expect([await store.has('one'), await store.has('two')]).toEqual([true, false]);
    });

    it('refuses a name that exists and keeps its key', async () => {
      const spki = await store.generate('key', 'P-256');
      await expect(store.generate('key', 'P-256')).rejects.toThrow();
      expect(Buffer.from(spki).equals(await store.publicKey('key'))).toBe(true);
    });

    it('gives a name to one of several callers at the same time', async () => {
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => store.generate('key', 'P-256')));
      const made = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      expect(made).toHaveLength(1);
      expect(Buffer.from(made[0] ?? []).equals(await store.publicKey('key'))).toBe(true);
    });

    it('refuses to sign with a name it does not have', async () => {
      await expect(store.sign('none', Buffer.from('x'))).rejects.toThrow();
      await expect(store.publicKey('none')).rejects.toThrow();
    });

    it('signs for many callers at the same time', async () => {
      const publicKey = createPublicKey({
        key: Buffer.from(await store.generate('key', 'P-256')),
        format: 'der',
        type: 'spki',
      });
      const inputs = Array.from({ length: 50 }, (_, index) => Buffer.from(`message ${index}`));
      const signatures = await Promise.all(inputs.map((data) => store.sign('key', data)));
      const verdicts = inputs.map((data, index) =>
        verify('sha256', data, publicKey, signatures[index] ?? new Uint8Array()),
      );
      expect(verdicts.every(Boolean)).toBe(true);
    });
  });
}
