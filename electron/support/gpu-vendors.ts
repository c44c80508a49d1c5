/** Reads the vendors of graphics cards from Electron's GPU report. Pure. */

/** PCI vendor id → name. Software renderers (Microsoft's, Google's, a virtual machine's) are not listed: they are no cards. */
const vendors: Record<number, string> = { 4318: 'NVIDIA', 4098: 'AMD', 32902: 'Intel', 4203: 'Apple', 20803: 'Qualcomm' };

/** @param info of `app.getGPUInfo('basic')`. @returns each vendor once. */
export function vendorsOf(info: unknown): string[] {
  const devices = typeof info === 'object' && info !== null && 'gpuDevice' in info ? info.gpuDevice : null;
  if (!Array.isArray(devices)) return [];
  const names = devices.map((device: { vendorId?: unknown } | null) => vendors[Number(device?.vendorId)]);
  return [...new Set(names.filter((name) => name !== undefined))];
}
