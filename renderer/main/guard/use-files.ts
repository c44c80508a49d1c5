/** Files that the user opens. Each is read, shown, then imported or left, one after the other. */
import { useRef, useState } from 'react';
import { limits } from '../../../electron/contract/constants.ts';
import type { FilePreview } from '../../../electron/contract/domain.ts';
import { CallError, failureOf } from '../../bridge.ts';
import type { Attempt, Work } from '../../shared/attempt.ts';

export interface Files {
  /** The name of the file that is being read. */
  reading: string | null;
  preview: FilePreview | null;
  /** Of the last import. */
  result: { added: number; stopped: boolean } | null;
  offer(files: readonly File[]): void;
  take(): void;
  /** Stops reading the file, or closes its preview without an import. */
  leave(): void;
  closeResult(): void;
}

export function useFiles(attempt: Attempt): Files {
  const [reading, setReading] = useState<string | null>(null);
  const [preview, setPreview] = useState<FilePreview | null>(null);
  const [result, setResult] = useState<Files['result']>(null);
  const queue = useRef<File[]>([]);
  const busy = useRef(false);

  const next = async (): Promise<void> => {
    setPreview(null);
    const file = queue.current.shift();
    busy.current = file !== undefined;
    if (!file) return;
    setResult(null);
    setReading(file.name);
    const shown = await attempt(async (call) => {
      try {
        setPreview(await open(file, call));
      } catch (error) {
        if (failureOf(error).code !== 'cancelled') throw error;
      } finally {
        setReading(null);
      }
    });
    if (!shown) busy.current = false;
  };
  return {
    reading,
    preview,
    result,
    offer(files) {
      queue.current.push(...files);
      if (!busy.current) void next();
    },
    take() {
      const id = preview?.id;
      if (id === undefined) return;
      setPreview(null);
      void attempt(async (call) => setResult(await call('file.take', { id }))).then(next);
    },
    leave() {
      void attempt((call) => call('file.cancel')).then(next);
    },
    closeResult: () => setResult(null),
  };
}

/** @throws CallError */
async function open(file: File, call: Parameters<Work>[0]): Promise<FilePreview> {
  // Refused here, because copying a very large file to the main process would take long.
  if (file.size > limits.fileBytes) throw new CallError({ code: 'file-too-large' });
  const bytes = await file.arrayBuffer().catch(() => {
    // The browser cannot read a folder, or a file that is gone.
    throw new CallError({ code: 'not-text' });
  });
  return await call('file.open', { name: file.name.slice(-255), bytes: new Uint8Array(bytes) });
}
