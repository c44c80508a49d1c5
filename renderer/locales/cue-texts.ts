/** Texts of cues by id. A cue without texts uses `unnamed`; a test asks for texts of every cue in the table. */
export type CueTexts = Readonly<Record<string, { name: string; honest: string }>> & { unnamed: { name: string; honest: string } };
