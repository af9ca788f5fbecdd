import type { FilePurpose } from '@mandataire/domain/stored-file';
import { errorOf, GraphqlError, type ErrorExtensions } from '../graphql/graphql-error.js';
import { storedLocale } from '../i18n/locale.js';

/** What the server kept: one act may use its `id` within a day. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes as kept: a photograph is made anew. */
  readonly size: number;
  readonly sha256: string;
}

export interface UploadOptions {
  readonly purpose: FilePurpose;
  /** For sales, which is in no company. */
  readonly companyId?: string | undefined;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
}

interface Answer extends UploadedFile {
  readonly errors?: readonly { message?: string; extensions?: ErrorExtensions }[];
}

/** Beyond what is read of an answer: a proxy's page. */
function answerOf(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw new GraphqlError('NETWORK', '');
  }
}

/** `fetch` tells no progress of what it sends. @throws GraphqlError; a DOMException AbortError when it was cancelled. */
export function uploadFile(
  file: File,
  { purpose, companyId, signal, onProgress }: UploadOptions,
): Promise<UploadedFile> {
  const form = new FormData();
  form.append('purpose', purpose);
  if (companyId !== undefined) form.append('companyId', companyId);
  form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/files');
    request.setRequestHeader('accept-language', storedLocale());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new GraphqlError('NETWORK', ''));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.onload = () => {
      try {
        const answer = answerOf(request.responseText);
        const [error] = answer.errors ?? [];
        if (error) reject(errorOf(error));
        else resolve(answer);
      } catch (fault) {
        reject(fault as Error);
      }
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
