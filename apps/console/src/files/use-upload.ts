import { useEffect, useRef, useState } from 'react';
import type { FilePurpose } from '@mandataire/domain/stored-file';
import { uploadFile, type UploadedFile } from './upload.js';

interface Sending {
  readonly name: string;
  readonly share: number;
}

interface Upload {
  /** The file under way, or undefined. */
  readonly sending: Sending | undefined;
  readonly error: unknown;
  readonly send: (file: File) => void;
  readonly cancel: () => void;
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** One file at a time: a second one takes the first one's place; leaving the page lets go of it. */
export function useUpload(
  to: { readonly purpose: FilePurpose; readonly companyId?: string | undefined },
  onDone: (file: UploadedFile) => void,
): Upload {
  const [sending, setSending] = useState<Sending>();
  const [error, setError] = useState<unknown>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const run = async (file: File) => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setError(undefined);
    setSending({ name: file.name, share: 0 });
    try {
      const onProgress = (share: number) =>
        running.current === mine && setSending({ name: file.name, share });
      onDone(await uploadFile(file, { ...to, signal: mine.signal, onProgress }));
    } catch (fault) {
      if (!isAbort(fault)) setError(fault);
    } finally {
      if (running.current === mine) setSending(undefined);
    }
  };
  return { sending, error, send: (file) => void run(file), cancel: () => running.current?.abort() };
}
