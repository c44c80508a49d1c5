/** Electron's report on graphics as names of makers. Pure. */

/** By PCI vendor number. What only draws in software (Microsoft's, Google's, a virtual machine's) is no card. */
const makers: Record<number, string> = { 4318: 'NVIDIA', 4098: 'AMD', 32902: 'Intel', 4203: 'Apple', 20803: 'Qualcomm' };

export function makersOf(info: unknown): string[] {
  const devices = typeof info === 'object' && info !== null && 'gpuDevice' in info ? info.gpuDevice : null;
  if (!Array.isArray(devices)) return [];
  const names = devices.map((device: { vendorId?: unknown } | null) => makers[Number(device?.vendorId)]);
  return [...new Set(names.filter((name) => name !== undefined))];
}
