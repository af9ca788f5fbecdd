import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CmpCertificateAuthority, type CmpSettings } from '@mandataire/adapters/certificate-authority';
import {
  AuthorityRefusedError,
  AuthorityUnavailableError,
  type IssueRequest,
} from '@mandataire/application/certificate';
import { DerError, personToBeSigned, wholeSecond } from '@mandataire/pki';
import {
  OpenSsl,
  ThrowAwayChain,
  aHolder,
  randomSerial,
  signedBy,
  throwAwayKey,
} from '@mandataire/pki/testing';
import {
  anIssueRequest,
  certificateAuthorityContract,
} from '../../../libs/adapters/src/certificate-authority/certificate-authority.contract.js';
import {
  BODY,
  readMessage,
  writeMessage,
} from '../../../libs/adapters/src/certificate-authority/cmp/pki-message.js';
import { CmpServer, REFERENCE, SECRET, proxyTo, type Meddler } from './cmp-server.js';

const now = wholeSecond(new Date());
const chain = new ThrowAwayChain(now);

let openssl: OpenSsl;
let server: CmpServer;
let proxies: Server[] = [];

beforeEach(() => {
  openssl = new OpenSsl();
  server = new CmpServer(openssl);
});
afterEach(async () => {
  await server.stop();
  for (const proxy of proxies) proxy.closeAllConnections();
  for (const proxy of proxies) proxy.close();
  proxies = [];
  openssl.dispose();
});

const authorityAt = (url: string, changes: Partial<CmpSettings> = {}): CmpCertificateAuthority =>
  new CmpCertificateAuthority({
    url,
    ...{ reference: REFERENCE, secret: SECRET, timeoutMs: 5000, patienceMs: 3000, demonstration: true },
    issuers: (['DUAL', 'AUTHENTICATION'] as const).map((family) => ({
      family,
      chain: [chain.issuing, chain.root],
      addresses: chain.addresses(),
    })),
    ...changes,
  });

/** The certificate that a faithful authority makes of a request. */
function certificateFor(request: IssueRequest, key = chain.issuingKey): Uint8Array {
  const { serial, publicKey, data, profile, notBefore, notAfter } = request;
  const validity = { notBefore: wholeSecond(notBefore), notAfter: wholeSecond(notAfter) };
  const content = { data, profile };
  return signedBy(
    key,
    personToBeSigned({ serial, publicKey, validity }, content, chain.issuer, chain.addresses()),
  );
}

const reasonOf = async (call: Promise<unknown>): Promise<Error> =>
  call.then(
    () => new Error('accepted'),
    (error: unknown) => error as Error,
  );

async function requested(): Promise<{ request: IssueRequest; faithful: Uint8Array }> {
  const request = anIssueRequest(
    now,
    await authorityAt('http://127.0.0.1/').issuerId(anIssueRequest(now, '').profile),
  );
  return { request, faithful: certificateFor(request) };
}

describe('authority over CMP, with OpenSSL’s server as its peer (RFC 9810, RFC 9811)', () => {
  certificateAuthorityContract(
    async () => {
      await server.start(chain.issuing);
      return {
        authority: authorityAt(server.url),
        now,
        currentCrl: async () => undefined,
        reserve: async (request) => {
          try {
            await server.start(certificateFor(request));
          } catch (error) {
            // What can't even be written is refused before the authority is asked.
            if (!(error instanceof RangeError || error instanceof DerError)) throw error;
          }
        },
      };
    },
    { publish: false },
  );

  it('gets the certificate that it asked for, and confirms it', async () => {
    const { request, faithful } = await requested();
    await server.start(faithful);
    const { der } = await authorityAt(server.url).issue(request);
    expect(Buffer.from(der).equals(faithful)).toBe(true);
    expect(server.output).not.toMatch(/error/i);
  });

  it.each<[string, (request: IssueRequest) => Uint8Array, string]>([
    [
      'another key',
      (request) => certificateFor({ ...request, publicKey: throwAwayKey().publicKey }),
      'publicKey',
    ],
    ['another serial', (request) => certificateFor({ ...request, serial: randomSerial() }), 'serial'],
    [
      'another name',
      (request) => certificateFor({ ...request, data: aHolder({ surname: 'Autre' }) }),
      'subjectName',
    ],
    [
      'another usage',
      (request) => certificateFor({ ...request, profile: { ...request.profile, usages: ['SIGNATURE'] } }),
      'extensions',
    ],
    [
      'a longer life',
      (request) => certificateFor({ ...request, notAfter: new Date(request.notAfter.getTime() + 1000) }),
      'validity',
    ],
    ['a signature of another authority', (request) => certificateFor(request, throwAwayKey()), 'signature'],
  ])('sends back a certificate with %s, and delivers nothing', async (_, make, fault) => {
    const { request } = await requested();
    await server.start(make(request));
    const refusal = await reasonOf(authorityAt(server.url).issue(request));
    expect(refusal).toBeInstanceOf(AuthorityRefusedError);
    expect(refusal.message).toBe(`The authority's certificate was sent back: ${fault}`);
  });

  it('waits for an authority that takes its time, but not for ever', async () => {
    const { request, faithful } = await requested();
    await server.start(faithful, ['-poll_count', '2', '-check_after', '1']);
    const { der } = await authorityAt(server.url, { patienceMs: 10_000 }).issue(request);
    expect(Buffer.from(der).equals(faithful)).toBe(true);
    await server.start(faithful, ['-poll_count', '2', '-check_after', '3600']);
    await expect(authorityAt(server.url).issue(request)).rejects.toThrow(AuthorityUnavailableError);
  });

  it.each<[string, string[], new (message: string) => Error, RegExp]>([
    [
      'no',
      ['-failure', '23', '-statusstring', 'nicht erlaubt'],
      AuthorityRefusedError,
      /status 2, failure 23: nicht erlaubt/,
    ],
    ['not now', ['-failure', '24'], AuthorityUnavailableError, /failure 24\): try again/],
  ])('understands an authority that says %s', async (_, options, kind, message) => {
    const { request, faithful } = await requested();
    await server.start(faithful, ['-pkistatus', '2', ...options]);
    const refusal = await reasonOf(authorityAt(server.url).issue(request));
    expect(refusal).toBeInstanceOf(kind);
    expect(refusal.message).toMatch(message);
  });

  it('is refused with a wrong secret, and believes no answer under another one', async () => {
    const { request, faithful } = await requested();
    await server.start(faithful);
    const answers: Buffer[] = [];
    const { url, server: proxy } = await proxyTo(
      () => server.url,
      async (_, pass) => {
        const answer = await pass();
        answers.push(answer);
        return answer;
      },
    );
    proxies.push(proxy);
    const refusal = await reasonOf(authorityAt(url, { secret: 'another secret' }).issue(request));
    expect(refusal).toBeInstanceOf(AuthorityRefusedError);
    expect(refusal.message).not.toContain('another secret');
    const [answer = Buffer.alloc(0)] = answers;
    expect(answers).toHaveLength(1);
    expect(readMessage(answer, SECRET).type).toBe(BODY.ERROR);
  });

  it('says that the authority is gone, and gets its certificate by the same request when it is back', async () => {
    const { request, faithful } = await requested();
    await server.start(faithful);
    const authority = authorityAt(server.url);
    await server.stop();
    for (const call of [() => authority.issue(request), () => authority.revoke([request])]) {
      const refusal = await reasonOf(call());
      expect(refusal).toBeInstanceOf(AuthorityUnavailableError);
      expect(refusal).toMatchObject({ retryable: true });
    }
    await server.start(faithful);
    expect(Buffer.from((await authority.issue(request)).der).equals(faithful)).toBe(true);
  });

  it('revokes what the authority issued, once or twice, and nothing else', async () => {
    const { request, faithful } = await requested();
    await server.start(faithful);
    const authority = authorityAt(server.url);
    await authority.issue(request);
    await authority.revoke([request]);
    await expect(authority.revoke([{ ...request, serial: randomSerial() }])).rejects.toThrow(
      AuthorityRefusedError,
    );
    // 10: certRevoked.
    await server.start(faithful, ['-pkistatus', '2', '-failure', '10']);
    await authority.revoke([request]);
    await server.start(faithful, ['-pkistatus', '2', '-failure', '23']);
    await expect(authority.revoke([request])).rejects.toThrow(AuthorityRefusedError);
  });

  describe('with somebody in between', () => {
    async function refusalBehind(meddle: Meddler): Promise<Error> {
      const { request, faithful } = await requested();
      await server.start(faithful);
      const { url, server: proxy } = await proxyTo(() => server.url, meddle);
      proxies.push(proxy);
      return reasonOf(authorityAt(url, { timeoutMs: 1000 }).issue(request));
    }

    it('refuses an answer that was changed on its way', async () => {
      const refusal = await refusalBehind(async (_, pass) => {
        const answer = Buffer.from(await pass());
        // The last octet of the certificate's signature stands before the protection.
        const at = answer.length - 40;
        answer.writeUInt8(answer.readUInt8(at) ^ 1, at);
        return answer;
      });
      expect(refusal).toBeInstanceOf(AuthorityRefusedError);
      expect(refusal.message).toMatch(/was changed on its way/);
    });

    it('refuses an answer that isn’t protected', async () => {
      const { request, faithful } = await requested();
      await server.start(faithful, ['-send_unprotected']);
      await expect(authorityAt(server.url).issue(request)).rejects.toThrow(/is not protected/);
    });

    it('refuses the answer of another transaction, although it is protected', async () => {
      let old: Buffer | undefined;
      const replay: Meddler = async (_, pass) => (old ??= await pass());
      // The first question is answered, its confirmation gets the same answer again.
      expect((await refusalBehind(replay)).message).toMatch(/answers another question/);
      expect((await refusalBehind(replay)).message).toMatch(/belongs to another transaction/);
    });

    it('refuses an answer of the right transaction to another question', async () => {
      const refusal = await refusalBehind(async (question) => {
        const { transactionId } = readMessage(question, SECRET);
        const [senderNonce, recipientNonce] = [randomBytes(16), randomBytes(16)];
        const nonces = { transactionId, senderNonce, recipientNonce };
        const body = { type: BODY.CONFIRMED, content: Uint8Array.of(5, 0) };
        const message = { recipient: chain.issuer.name, at: now, ...nonces, ...body };
        return Buffer.from(writeMessage(message, { reference: REFERENCE, secret: SECRET }));
      });
      expect(refusal.message).toMatch(/answers another question/);
    });

    it.each<[string, Buffer, RegExp]>([
      ['that is no CMP', Buffer.from('hello'), /is no PKIMessage/],
      ['that is empty', Buffer.alloc(0), /is no PKIMessage/],
    ])('refuses an answer %s', async (_, answer, message) => {
      const refusal = await refusalBehind(async () => answer);
      expect(refusal).toBeInstanceOf(AuthorityRefusedError);
      expect(refusal.message).toMatch(message);
    });

    it('gives up on an answer that never comes or never ends', async () => {
      expect(await refusalBehind(async () => undefined)).toBeInstanceOf(AuthorityUnavailableError);
      expect(await refusalBehind(async () => Buffer.alloc(2 << 20))).toBeInstanceOf(
        AuthorityUnavailableError,
      );
    });
  });
});
