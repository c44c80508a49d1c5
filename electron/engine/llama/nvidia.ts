/** NVIDIA cards with the memory of each, by the driver's program nvidia-smi. The engine reports only the sum. */
import { execFile } from 'node:child_process';
import type { Machine } from '../../contract/devices.ts';

/** ms. */
const timeout = 3_000;

/** In PCI order; empty without nvidia-smi. */
export function listNvidiaCards(): Promise<Machine['cards']> {
  const query = ['--query-gpu=name,memory.total,memory.free', '--format=csv,noheader,nounits'];
  return new Promise((resolve) => {
    const env = { ...process.env, CUDA_DEVICE_ORDER: 'PCI_BUS_ID' };
    execFile('nvidia-smi', query, { timeout, windowsHide: true, env }, (error, out) => resolve(error ? [] : parseNvidiaCards(out)));
  });
}

/** @param rows of name, MiB in all, MiB free. Other rows are ignored. Pure. */
export function parseNvidiaCards(rows: string): Machine['cards'] {
  return rows.split('\n').flatMap((row) => {
    const cells = row.split(',').map((cell) => cell.trim());
    const [total, free] = cells.slice(-2).map((cell) => Number(cell) * 2 ** 20);
    const name = cells.slice(0, -2).join(', ');
    if (!name || total === undefined || free === undefined) return [];
    return [{ name, memory: Number.isFinite(total) && Number.isFinite(free) ? { total, free } : null }];
  });
}
