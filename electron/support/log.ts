/** The log file. It never contains lines of a meeting: callers log codes, names and numbers. */
import log from 'electron-log/node.js';

/** @param folder of the log file; null writes no file. */
export function startLog(folder: string | null): void {
  log.transports.console.level = false;
  log.transports.file.level = folder ? 'info' : false;
  log.transports.file.maxSize = 1024 * 1024;
  if (folder) log.transports.file.resolvePathFn = () => `${folder}/huidun.log`;
}

export function logInfo(event: string, facts: Record<string, string | number | boolean | null> = {}): void {
  log.info(event, facts);
}

/** Logs an error's name, message and stack. Messages of our errors hold a code and a detail, never a line (contract/result.ts). */
export function logError(event: string, error: unknown): void {
  const known = error instanceof Error;
  log.error(event, { name: known ? error.name : typeof error, message: known ? error.message : '', stack: known ? error.stack : '' });
}
