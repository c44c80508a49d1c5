import { expect, test } from 'vitest';
import { decodeText } from '../../../../electron/sources/text/encoding.ts';
import { codeOf } from '../../../support/failure.ts';

const said = '客服：您好，请共享屏幕。\n';
const utf8 = new TextEncoder().encode(said);
const utf16 = (bigEndian: boolean) => {
  const bytes = new Uint8Array(Buffer.from(said, 'utf16le'));
  return bigEndian ? bytes.map((_, i) => bytes[i ^ 1] as number) : bytes;
};
/** 客服：您好 in GBK. */
const gbk = [0xbf, 0xcd, 0xb7, 0xfe, 0xa3, 0xba, 0xc4, 0xfa, 0xba, 0xc3];
/** 联通 in GBK: valid UTF-8 by accident. */
const accident = [0xc1, 0xaa, 0xcd, 0xa8];

test.each([
  ['utf-8', 'UTF-8', utf8],
  ['utf-8', 'UTF-8 with a mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8])],
  ['utf-16le', 'UTF-16 LE with a mark', new Uint8Array([0xff, 0xfe, ...utf16(false)])],
  ['utf-16be', 'UTF-16 BE with a mark', new Uint8Array([0xfe, 0xff, ...utf16(true)])],
  ['utf-16le', 'UTF-16 LE without a mark', utf16(false)],
  ['utf-16be', 'UTF-16 BE without a mark', utf16(true)],
  ['gb18030', 'GBK', new Uint8Array(gbk)],
  ['gb18030', 'GB18030 with a character of four bytes', new Uint8Array([...gbk, 0x95, 0x32, 0x82, 0x36])],
] as const)('%s: %s reads as Chinese', (encoding, _how, bytes) => {
  const decoded = decodeText(bytes);
  expect(decoded.encoding).toBe(encoding);
  expect(decoded.text).toContain(encoding === 'gb18030' ? '客服：您好' : said.trim());
  expect(decoded.text).not.toContain('\ufeff');
});

test('a file put together of two encodings is read line by line', () => {
  const mixed = new Uint8Array([...utf8, ...gbk, 10, ...utf8, ...gbk]);
  expect(decodeText(mixed)).toEqual({ text: `${said}客服：您好\n${said}客服：您好`, encoding: 'mixed' });
});

test('GBK text with a line that could be UTF-8 stays GBK', () => {
  expect(decodeText(new Uint8Array([...gbk, 10, ...accident]))).toEqual({ text: '客服：您好\n联通', encoding: 'gb18030' });
});

test('a UTF-8 file cut in the middle of its last character loses that character only', () => {
  const cut = new Uint8Array([...utf8, ...utf8.subarray(0, 4)]);
  const { text, encoding } = decodeText(cut);
  expect(encoding).toBe('utf-8');
  expect(text.startsWith(`${said}客`)).toBe(true);
});

test('what is no text is refused', () => {
  expect(codeOf(() => decodeText(new Uint8Array()))).toBe('empty-text');
  expect(codeOf(() => decodeText(new TextEncoder().encode('  \n')))).toBe('empty-text');
  expect(codeOf(() => decodeText(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 0, 0xd8, 0x00])))).toBe('not-text');
  expect(codeOf(() => decodeText(new Uint8Array([0xff, 0xff, 0xff, 0x80, 0xfe, 0xfe])))).toBe('not-text');
  expect(codeOf(() => decodeText(new Uint8Array(20 * 1024 * 1024 + 1).fill(65)))).toBe('file-too-large');
});
