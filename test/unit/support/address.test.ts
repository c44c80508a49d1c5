import { expect, test } from 'vitest';
import { isSafeAddress } from '../../../electron/support/address.ts';

test.each([
  ['https://modelscope.cn/a', true],
  ['http://127.0.0.1:8080/v1', true],
  ['http://localhost/', true],
  ['http://[::1]:1/', true],
  ['http://modelscope.cn/a', false],
  ['http://127.0.0.1.evil.cn/', false],
  ['http://localhost.evil.cn/', false],
  ['file:///etc/passwd', false],
  ['ftp://a/', false],
  ['no address', false],
  ['', false],
])('%s: %s', (address, safe) => {
  expect(isSafeAddress(address)).toBe(safe);
});
