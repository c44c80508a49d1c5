/** The log file. It never holds what people said: callers give codes, names and numbers. */
import log from 'electron-log/node.js';

/** @param folder where the log file lies; null keeps it on stderr only. */
export function startLog(folder: string | null): void {
  log.transports.console.level = false;
  log.transports.file.level = folder ? 'info' : false;
  log.transports.file.maxSize = 1024 * 1024;
  if (folder) log.transports.file.resolvePathFn = () => `${folder}/huidun.log`;
}

export function logInfo(event: string, facts: Record<string, string | number | boolean | null> = {}): void {
  log.info(event, facts);
}

/** An error's code and stack, without its message's free text where it could quote a line. */
export function logError(event: string, error: unknown): void {
  const known = error instanceof Error;
  log.error(event, { name: known ? error.name : typeof error, message: known ? error.message : '', stack: known ? error.stack : '' });
}
