import type { IncomingMessage } from 'node:http';
import type { CertificateRevocationList } from '@mandataire/application/certificate';
import { certificateNamed, viewAuthority, type AuthorityView } from './authority-view.js';
import { certificateReply, crlReply } from './download-replies.js';
import { healthReply } from './health.js';
import { homeReply } from './home-page.js';
import { OcspResponder } from './ocsp-responder.js';
import { getOcsp, postOcsp } from './ocsp-route.js';
import { textReply, type Reply } from './reply.js';
import { SparseLog } from './sparse-log.js';
import type { StatusDependencies } from './status-dependencies.js';
import { KeptReading } from './store-reading.js';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** A path, or the start of one when it ends with `*`. */
  readonly path: string;
  /** `rest` is what stands where the `*` is. */
  handle(request: IncomingMessage, rest: string): Promise<Reply>;
}

const REREAD_MILLISECONDS = 2_000;

/** Everything the service answers; a GET answers HEAD too. */
export function statusRoutes(its: StatusDependencies, failures: SparseLog): Route[] {
  const maxAge = its.rereadMilliseconds ?? REREAD_MILLISECONDS;
  const onFailure = (error: unknown): void =>
    failures.failure('The store does not answer; kept values are served', error);
  const kept = new KeptReading(
    async () => viewAuthority(await its.reader.authorityCertificates()),
    maxAge,
    onFailure,
  );
  const authority = (): Promise<AuthorityView> => kept.value();

  const lists = new Map<string, KeptReading<CertificateRevocationList | undefined>>();
  const currentCrl = (issuerId: string): Promise<CertificateRevocationList | undefined> => {
    const reading =
      lists.get(issuerId) ?? new KeptReading(() => its.reader.currentCrl(issuerId), maxAge, onFailure);
    lists.set(issuerId, reading);
    return reading.value();
  };

  const responder = new OcspResponder({ ...its, authority, failures });
  const list = async (name: string): Promise<Reply> => {
    const certificate = certificateNamed(await authority(), name);
    return certificate ? crlReply(await currentCrl(certificate.id), its.clock()) : NOT_FOUND;
  };
  const certificate = async (name: string, form: 'cer' | 'pem'): Promise<Reply> => {
    const found = certificateNamed(await authority(), name);
    return found ? certificateReply(found, form, name) : NOT_FOUND;
  };

  return [
    { method: 'GET', path: '/', handle: async () => homeReply(await authority(), currentCrl) },
    { method: 'GET', path: '/health', handle: () => healthReply({ ...its, currentCrl }, its.clock()) },
    { method: 'POST', path: '/ocsp', handle: (request) => postOcsp(responder, request) },
    { method: 'POST', path: '/ocsp/', handle: (request) => postOcsp(responder, request) },
    { method: 'GET', path: '/ocsp/*', handle: (_request, rest) => getOcsp(responder, rest) },
    { method: 'GET', path: '/crl/*', handle: (_request, rest) => named(rest, ['crl'], list) },
    { method: 'GET', path: '/ca/*', handle: (_request, rest) => named(rest, ['cer', 'pem'], certificate) },
  ];
}

const NOT_FOUND = textReply(404, 'Cette autorité n’existe pas.\n');

/** Splits `dual-2.crl` into name and form; anything else names nothing. */
async function named<const F extends string>(
  file: string,
  forms: readonly F[],
  reply: (name: string, form: F) => Promise<Reply>,
): Promise<Reply> {
  const [, name, ending] = /^([a-z]+(?:-\d+)?)\.([a-z0-9]+)$/.exec(file) ?? [];
  const form = forms.find((each) => each === ending);
  return name && form ? reply(name, form) : NOT_FOUND;
}
