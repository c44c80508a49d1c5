/** What people said, without the marks that would turn it around or hide part of it on the screen. It is stored as it came. */
export function visible(text: string): string {
  return text.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '');
}
