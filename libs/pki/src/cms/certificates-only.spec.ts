import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenSsl, ThrowAwayChain } from '../testing/index.js';
import { certificatesOnly } from './index.js';

const chain = new ThrowAwayChain(new Date());
let openssl: OpenSsl;

beforeAll(() => {
  openssl = new OpenSsl();
});
afterAll(() => openssl.dispose());

describe('a file of certificates', () => {
  it('is read by openssl, with each certificate in its order', async () => {
    const der = certificatesOnly([chain.person(), chain.issuing, chain.root]);
    const file = openssl.file('chain.p7b', der);
    const { ok, output } = await openssl.run(
      'pkcs7',
      '-inform',
      'DER',
      '-in',
      file,
      '-print_certs',
      '-noout',
    );
    expect(ok).toBe(true);
    const subjects = output.split('\n').filter((line) => line.startsWith('subject='));
    expect(subjects).toHaveLength(3);
    expect(subjects[0]).toMatch(/CN = Zo/);
  });
});
