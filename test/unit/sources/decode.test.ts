import { expect, test } from 'vitest';
import { decodeText } from '../../../electron/sources/decode.ts';
import { codeOf } from '../../support/failure.ts';

const said = '客服：您好，请共享屏幕。\n';
const utf8 = new TextEncoder().encode(said);
const utf16 = (bigEndian: boolean) => {
  const bytes = new Uint8Array(Buffer.from(said, 'utf16le'));
  return bigEndian ? bytes.map((_, i) => bytes[i ^ 1] as number) : bytes;
};

test.each([
  ['UTF-8', utf8],
  ['UTF-8 with a mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8])],
  ['UTF-16 LE with a mark', new Uint8Array([0xff, 0xfe, ...utf16(false)])],
  ['UTF-16 BE with a mark', new Uint8Array([0xfe, 0xff, ...utf16(true)])],
  ['UTF-16 LE without a mark', utf16(false)],
  // 您好，客服 in GBK
  ['GB18030', new Uint8Array([0xbf, 0xcd, 0xb7, 0xfe, 0xa3, 0xba, 0xc4, 0xfa, 0xba, 0xc3])],
])('%s reads as Chinese', (name, bytes) => {
  expect(decodeText(bytes)).toContain(name === 'GB18030' ? '客服：您好' : said.trim());
});

test('what is no text is refused', () => {
  expect(codeOf(() => decodeText(new Uint8Array()))).toBe('empty-text');
  expect(codeOf(() => decodeText(new TextEncoder().encode('  \n')))).toBe('empty-text');
  expect(codeOf(() => decodeText(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 0, 0xd8, 0x00])))).toBe('not-text');
  expect(codeOf(() => decodeText(new Uint8Array(2 * 1024 * 1024 + 1).fill(65)))).toBe('paste-too-large');
});
