import { describe, expect, it, jest } from '@jest/globals';

jest.unstable_mockModule('pkcs11js', () => {
  throw new Error('Cannot find package');
});
const { Pkcs11KeyStore, Pkcs11MissingError } = await import('./index.js');

describe('PKCS#11 where its package was not compiled', () => {
  it('says in both languages how to get it', async () => {
    const pin = { value: '4913-secret-pin' };
    const store = new Pkcs11KeyStore({ module: '/usr/lib/hsm.so', tokenLabel: 'ca', pin, sessions: 1 });
    const refusal: unknown = await store.has('root').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Pkcs11MissingError);
    expect(String(refusal)).toMatch(/demande le paquet facultatif pkcs11js.*python3, make et g\+\+/);
    expect(String(refusal)).toMatch(/needs the optional package pkcs11js.*python3, make and g\+\+/);
    expect(String(refusal)).not.toContain('4913');
  });
});
