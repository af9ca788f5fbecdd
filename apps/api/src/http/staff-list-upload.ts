import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { forbidden, RefusedError, type ErrorCode } from '@mandataire/application/refusal';
import { permit } from '@mandataire/domain/permission';
import { LARGEST_FILE } from '@mandataire/domain/staff-list';
import type { ApiPlatform } from '@mandataire/platform/api';
import { RequestContext } from '../graphql/request-context.js';
import { STAFF_LIST_UPLOAD } from './graphql-gate.js';
import { refuse } from './refuse.js';

const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  INVALID_INPUT: 400,
  UPSTREAM_UNAVAILABLE: 503,
};

const nameOf = ({ headers }: FastifyRequest): string => {
  try {
    return decodeURIComponent(String(headers['x-file-name'] ?? ''));
  } catch {
    return '';
  }
};

/**
 * `POST /staff-lists`: the octets of a staff list, its name in `X-File-Name` (percent-encoded). 201 with the list's id. The
 * sender's right is asked for before his file is read.
 */
export async function serveStaffListUpload(app: FastifyInstance, platform: ApiPlatform): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: LARGEST_FILE },
      (_request, body, done) => done(null, body),
    );
    scope.setErrorHandler((error, _request, reply) => problem(platform, reply, error));
    scope.post(STAFF_LIST_UPLOAD, {
      bodyLimit: LARGEST_FILE,
      onRequest: async (request, reply) => {
        const standing = await new RequestContext(platform, request, reply).standing();
        if (!permit('staff-list.manage', standing)) throw forbidden();
      },
      handler: async (request, reply) => {
        const requester = await new RequestContext(platform, request, reply).requester();
        const octets = (request.body ?? new Uint8Array()) as Uint8Array;
        const upload = { name: nameOf(request), octets, channel: 'CONSOLE' } as const;
        const { listId } = await platform.useCases.receiveStaffList.execute(requester, upload);
        return reply.code(201).send({ id: listId });
      },
    });
  });
}

function problem({ log }: ApiPlatform, reply: FastifyReply, error: unknown): FastifyReply {
  if ((error as { code?: unknown }).code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return refuse(reply, 413, 'INVALID_INPUT', { fields: { file: 'FILE_TOO_LARGE' } });
  if (!(error instanceof RefusedError)) {
    log.error({ correlationId: String(reply.request.id), err: error }, 'failed');
    return refuse(reply, 500, 'INTERNAL', {});
  }
  return refuse(reply, STATUS[error.code] ?? 422, error.code, error.extensions);
}
