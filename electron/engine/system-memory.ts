/** How much main memory a new model can use. */
import { freemem } from 'node:os';

/**
 * Bytes that programs can still get, including what the system's file cache would give back.
 *
 * node-llama-cpp 3.21.1 leaves the cache out on Linux (`freeram`) and macOS (`free_count`): after some hours of use it reports
 * almost nothing. On Windows it reports the same as this function.
 * https://github.com/withcatai/node-llama-cpp/blob/master/llama/addon/globals/getSystemMemoryInfo.cpp
 *
 * - Linux: `os.freemem()` is MemAvailable (https://github.com/libuv/libuv/pull/3351), in Electron's Node and in Node alone.
 *   `process.availableMemory()` does not fit: under a cgroup limit it counts the file cache as used memory
 *   (https://github.com/libuv/libuv/blob/v1.x/src/unix/linux.c).
 * - macOS: `process.availableMemory()` adds inactive and purgeable pages (https://github.com/libuv/libuv/pull/4908; with an
 *   older libuv free pages only). `os.freemem()` never adds them.
 * - Windows: `ullAvailPhys`, which includes the cache
 *   (https://learn.microsoft.com/windows/win32/api/sysinfoapi/ns-sysinfoapi-memorystatusex).
 */
export function availableMemory(): number {
  return process.platform === 'darwin' ? process.availableMemory() : freemem();
}
