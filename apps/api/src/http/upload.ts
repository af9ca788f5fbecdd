import type { FastifyRequest } from 'fastify';
import '@fastify/multipart';
import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import { isFilePurpose, type FilePurpose } from '@mandataire/domain/stored-file';
import { RefusedError, refusedError } from '@mandataire/application/refusal';

export interface Upload {
  readonly purpose: FilePurpose;
  readonly companyId: string | null;
  readonly name: string;
  readonly content: Uint8Array;
}

/** What stands before the file: told before its first octet is read. */
export type Announced = Pick<Upload, 'purpose' | 'companyId'>;

/** Bytes of a form around its file. */
const FORM_OVERHEAD = 16 * 1024;

const faulty = (fields: Readonly<Record<string, string>>): RefusedError =>
  refusedError(refuseInput(fields).refusal);
const tooLarge = (): RefusedError => refusedError(refuseByRule('F67', 'FILE_TOO_LARGE').refusal);

const limitsFor = (mostBytes: number) => ({
  limits: {
    fieldNameSize: 32,
    fieldSize: 64,
    fields: 2,
    files: 1,
    parts: 4,
    headerPairs: 16,
    // One more than is taken, so that too much is seen and not cut off.
    fileSize: mostBytes + 1,
  },
});

/** @throws FILE_TOO_LARGE when the sender himself says so: nothing of it needs to be read. */
export function refuseAnnouncedSize(request: FastifyRequest, mostBytes: number): void {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes + FORM_OVERHEAD) throw tooLarge();
}

type Part = { readonly type: 'field' | 'file'; readonly fieldname: string };
type Field = Part & { readonly value: unknown; readonly valueTruncated?: boolean };
type FilePart = Part & { readonly filename?: string; readonly file: AsyncIterable<Uint8Array> };

/**
 * Reads the form while it arrives: `purpose`, for sales `companyId`, then one `file`. Holds the file alone, up to its limit,
 * in memory and never on a disk; whatever comes above it is let go by.
 * @param admit asked once everything before the file is known.
 * @throws INVALID_INPUT for a part that is missing, twice there, unknown or out of its order; RULE_REFUSED FILE_TOO_LARGE.
 */
export async function readUpload(
  request: FastifyRequest,
  mostBytes: number,
  admit: (announced: Announced) => Promise<void>,
): Promise<Upload> {
  const fields = new Map<string, string>();
  let upload: Upload | undefined;
  try {
    for await (const part of request.parts(limitsFor(mostBytes)) as AsyncIterable<Field | FilePart>) {
      if (part.type === 'field') keepField(fields, part as Field, upload !== undefined);
      else {
        const announced = announcedBy(fields, part as FilePart);
        await admit(announced);
        const content = await collect((part as FilePart).file, mostBytes);
        upload = { ...announced, name: (part as FilePart).filename ?? '', content };
      }
    }
  } catch (error) {
    throw formFault(error);
  }
  if (!upload)
    throw faulty(fields.has('purpose') ? { file: 'REQUIRED' } : { purpose: 'REQUIRED', file: 'REQUIRED' });
  return upload;
}

const FIELDS: readonly string[] = ['purpose', 'companyId'];

function keepField(fields: Map<string, string>, { fieldname, value }: Field, behindFile: boolean): void {
  if (fieldname === 'file') throw faulty({ file: 'NOT_A_FILE' });
  if (!FIELDS.includes(fieldname)) throw faulty({ request: 'UNKNOWN_PART' });
  if (behindFile) throw faulty({ [fieldname]: 'BEHIND_FILE' });
  if (fields.has(fieldname)) throw faulty({ [fieldname]: 'TWICE' });
  fields.set(fieldname, String(value));
}

function announcedBy(fields: ReadonlyMap<string, string>, { fieldname }: FilePart): Announced {
  if (fieldname !== 'file') throw faulty({ request: 'UNKNOWN_PART' });
  const purpose = fields.get('purpose');
  if (purpose === undefined) throw faulty({ purpose: 'REQUIRED' });
  if (!isFilePurpose(purpose)) throw faulty({ purpose: 'INVALID_VALUE' });
  return { purpose, companyId: fields.get('companyId') ?? null };
}

async function collect(file: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file) {
    size += chunk.byteLength;
    if (size > mostBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

const LIMIT_FAULTS: Readonly<Record<string, () => RefusedError>> = {
  FST_FILES_LIMIT: () => faulty({ file: 'TWICE' }),
  FST_FIELDS_LIMIT: () => faulty({ request: 'UNKNOWN_PART' }),
  FST_PARTS_LIMIT: () => faulty({ request: 'UNKNOWN_PART' }),
  FST_REQ_FILE_TOO_LARGE: tooLarge,
};

/** What the form's reader says of a form that is none is the sender's fault; a refusal stays as it is. */
function formFault(error: unknown): unknown {
  if (error instanceof RefusedError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  return LIMIT_FAULTS[code]?.() ?? faulty({ request: 'MALFORMED' });
}
