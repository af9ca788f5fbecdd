import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '@mandataire/application/refusal';
import { rateLimited, RefusedError } from '@mandataire/application/refusal';
import type { ApiPlatform } from '@mandataire/platform/api';
import type { RateLimits } from '../edge/rate-limits.js';
import { RequestContext } from '../graphql/request-context.js';
import { refuse, refuseTooMany, type RefusalFacts } from './refuse.js';
import { readUpload, refuseAnnouncedSize } from './upload.js';

/** Files that one process takes at a time: each is held in memory while it is looked into. */
const AT_ONCE = 8;
/** A file that takes longer to arrive has a sender who holds a place. */
const PATIENCE_MS = 120_000;
const RETRY_SECONDS = 2;

const STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  INVALID_STATE: 409,
  RULE_REFUSED: 422,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UPSTREAM_UNAVAILABLE: 503,
  INTERNAL: 500,
};
const STATUS_OF_REASON: Readonly<Record<string, number>> = { FILE_TOO_LARGE: 413, FILE_TYPE_REFUSED: 415 };

/** Whatever it is, it is saved and never drawn: no page, no script, no frame (docs/security.md). */
const AS_DATA = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'x-content-type-options': 'nosniff',
} as const;

/** RFC 6266: a name in ASCII for who reads nothing else, and the name itself (RFC 8187). */
function disposition(name: string): string {
  const plain = name.replace(/[^\w .-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/**
 * `POST /files` and `GET /files/:id`: the octets of files, beside the GraphQL API and by its gates (session, origin, rates).
 * Refusals are written as everywhere (docs/errors.md).
 */
export async function serveFiles(
  app: FastifyInstance,
  platform: ApiPlatform,
  limits: RateLimits,
): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(multipart);
    scope.post('/files', takeFile(platform, limits));
    scope.get('/files/:id', { exposeHeadRoute: false }, giveFile(platform, limits));
  });
}

function takeFile(platform: ApiPlatform, limits: RateLimits) {
  const { mostFileBytes } = platform.settings;
  let underWay = 0;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const late = setTimeout(() => request.raw.destroy(), PATIENCE_MS);
    underWay += 1;
    try {
      if (underWay > AT_ONCE) throw rateLimited(RETRY_SECONDS);
      refuseAnnouncedSize(request, mostFileBytes);
      const requester = await new RequestContext(platform, request, reply).requester();
      await limits.upload(requester.accountId);
      const { addFile } = platform.useCases;
      const upload = await readUpload(request, mostFileBytes, ({ purpose, companyId }) =>
        addFile.admit(requester, purpose, companyId),
      );
      const { id, name, mediaType, size, sha256 } = await addFile.execute(requester, upload);
      return await reply.code(201).send({ id, name, mediaType, size, sha256 });
    } catch (error) {
      return problem(platform, reply, error);
    } finally {
      clearTimeout(late);
      underWay -= 1;
      // Whatever still comes of a refused body is let go by, unkept: the sender may be reading no answer before its end.
      request.raw.unpipe();
      request.raw.resume();
    }
  };
}

function giveFile(platform: ApiPlatform, limits: RateLimits) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    reply.headers(AS_DATA);
    const retryAfter = await limits.address(request.ip, 1);
    if (retryAfter !== undefined) return refuseTooMany(reply, retryAfter);
    try {
      const requester = await new RequestContext(platform, request, reply).requester();
      await limits.act('file', false, { accountId: requester.accountId, address: request.ip });
      const { id } = request.params as { id: string };
      const { opened, company } = request.query as Readonly<Record<string, unknown>>;
      const { file, content } = await platform.useCases.openFile.execute(requester, {
        fileId: id,
        openedObjectId: typeof opened === 'string' ? opened : null,
        companyId: typeof company === 'string' ? company : null,
      });
      return await reply
        .header('content-disposition', disposition(file.name))
        .type(file.mediaType)
        .send(Buffer.from(content));
    } catch (error) {
      return problem(platform, reply, error);
    }
  };
}

function problem({ log }: ApiPlatform, reply: FastifyReply, error: unknown): FastifyReply {
  const correlationId = String(reply.request.id);
  if (!(error instanceof RefusedError)) {
    log.error({ correlationId, err: error }, 'failed');
    return refuse(reply, STATUS.INTERNAL, 'INTERNAL', {});
  }
  const { code, extensions } = error;
  if (error.cause) log.error({ correlationId, err: error.cause }, 'failed');
  if (code === 'RATE_LIMITED') return refuseTooMany(reply, Number(extensions.retryAfter));
  return refuse(
    reply,
    STATUS_OF_REASON[String(extensions.reason)] ?? STATUS[code],
    code,
    extensions as RefusalFacts,
  );
}
