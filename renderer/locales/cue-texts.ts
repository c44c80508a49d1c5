/** Texts of cues. A cue that has none yet (or no more) is read as `unnamed`; a test asks for all that the table has. */
export type CueTexts = Readonly<Record<string, { name: string; honest: string }>> & { unnamed: { name: string; honest: string } };
