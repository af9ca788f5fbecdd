import { describe, expect, it } from '@jest/globals';
import { SealedSecrets } from './sealed-secret.js';

const secrets = new SealedSecrets('a data key secret of the tests, long enough');
const account = '0190b4a0-0000-7000-8000-000000000001';

describe('SealedSecrets', () => {
  it('opens what it sealed, and seals the same secret differently each time', () => {
    const [one, two] = [secrets.seal(account, 'JBSWY3DPEHPK3PXP'), secrets.seal(account, 'JBSWY3DPEHPK3PXP')];
    expect(secrets.open(account, one)).toBe('JBSWY3DPEHPK3PXP');
    expect(Buffer.from(one).equals(two)).toBe(false);
    expect(Buffer.from(one).includes('JBSWY3DPEHPK3PXP')).toBe(false);
  });

  it('refuses another account, another key, changed octets and an unknown version', () => {
    const sealed = secrets.seal(account, 'JBSWY3DPEHPK3PXP');
    expect(() => secrets.open('0190b4a0-0000-7000-8000-000000000002', sealed)).toThrow();
    expect(() => new SealedSecrets('another secret').open(account, sealed)).toThrow();
    for (const at of [0, 5, 20, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => secrets.open(account, changed)).toThrow();
    }
  });
});
