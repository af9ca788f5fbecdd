import type { IncomingMessage } from 'node:http';
import type { CertificateRevocationList } from '@mandataire/application/certificate';
import { viewAuthority, type AuthorityView } from './authority-view.js';
import { certificateReply, crlReply } from './download-replies.js';
import { healthReply } from './health.js';
import { homeReply } from './home-page.js';
import { OcspResponder } from './ocsp-responder.js';
import { getOcsp, postOcsp } from './ocsp-route.js';
import type { Reply } from './reply.js';
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
  const newest = async (kind: 'root' | 'issuing') => {
    const view = await authority();
    return kind === 'root' ? view.root : view.issuing[0]?.certificate;
  };
  const listOf = async (kind: 'root' | 'issuing') => {
    const certificate = await newest(kind);
    return certificate && currentCrl(certificate.id);
  };

  return [
    { method: 'GET', path: '/', handle: async () => homeReply(await authority(), await listOf('issuing')) },
    { method: 'GET', path: '/health', handle: () => healthReply({ ...its, currentCrl }, its.clock()) },
    { method: 'POST', path: '/ocsp', handle: (request) => postOcsp(responder, request) },
    { method: 'POST', path: '/ocsp/', handle: (request) => postOcsp(responder, request) },
    { method: 'GET', path: '/ocsp/*', handle: (_request, rest) => getOcsp(responder, rest) },
    ...(['issuing', 'root'] as const).flatMap((kind): Route[] => [
      {
        method: 'GET',
        path: `/crl/${kind}.crl`,
        handle: async () => crlReply(await listOf(kind), its.clock()),
      },
      ...(['cer', 'pem'] as const).map((form): Route => ({
        method: 'GET',
        path: `/ca/${kind}.${form}`,
        handle: async () => certificateReply(await newest(kind), form, kind),
      })),
    ]),
  ];
}
