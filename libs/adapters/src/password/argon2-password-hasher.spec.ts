import { describe, expect, it } from '@jest/globals';
import { Argon2PasswordHasher } from './index.js';

describe('Argon2PasswordHasher', () => {
  it('accepts the password that was hashed and no other, with argon2id', async () => {
    const hasher = await Argon2PasswordHasher.create();
    const encoded = await hasher.hash('Une phrase assez longue 12!');
    expect(encoded).toMatch(/^\$argon2id\$/);
    expect(await hasher.verify(encoded, 'Une phrase assez longue 12!', 'STRANGER')).toBe(true);
    expect(await hasher.verify(encoded, 'autre chose', 'STRANGER')).toBe(false);
  });

  it('has a decoy of the same cost that no password opens', async () => {
    const hasher = await Argon2PasswordHasher.create();
    const cost = (encoded: string) => encoded.split('$').slice(1, 4).join('$');
    expect(cost(hasher.decoy)).toBe(cost(await hasher.hash('x')));
    expect(await hasher.verify(hasher.decoy, '', 'STRANGER')).toBe(false);
  });

  it('says no to a hash that cannot be read', async () => {
    expect(await (await Argon2PasswordHasher.create()).verify('broken', 'x', 'STRANGER')).toBe(false);
  });
});
