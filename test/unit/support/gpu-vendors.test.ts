import { expect, test } from 'vitest';
import { vendorsOf } from '../../../electron/support/gpu-vendors.ts';

test('makers of the cards, each once; software that draws is no card; a report that is none names none', () => {
  const device = (vendorId: number) => ({ vendorId, deviceId: 1, active: true });
  expect(vendorsOf({ gpuDevice: [device(0x8086), device(0x10de), device(0x10de), device(0x1414), device(0xffff)] })).toEqual([
    'Intel',
    'NVIDIA',
  ]);
  for (const info of [null, undefined, 'x', {}, { gpuDevice: null }, { gpuDevice: [null, {}] }]) expect(vendorsOf(info)).toEqual([]);
});
