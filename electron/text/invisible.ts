/** The one list of characters that nobody can see, and that can split a word or turn it around. Pure. */

/**
 * What Unicode calls ignorable (zero-width and bidirectional marks, fillers, variation selectors, tags), format characters,
 * marks that are laid over other characters, and control characters except white space.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Mn}\p{Me}]|(?![\t-\r])\p{Cc}/gu;
/** Of these, the ones whose removal changes nothing that a person sees: accents and the form of an emoji stay. */
const unseen = /(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

/** For programs: the text that a judge or a rule reads. White space stays. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}

/** For people: the text as it looks on the screen, unable to turn around or to hide a part of itself. */
export function displayText(text: string): string {
  return text.replace(unseen, '');
}
