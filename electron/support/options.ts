/** The app's own command line. Pure. */
export interface Options {
  demo: boolean;
  /** A transcript file to play instead of the sample. */
  transcript: string | null;
  /** Where the demo leaves its database and screenshots. */
  out: string | null;
  json: boolean;
  /** A models folder in place of the app's own; only while developing. */
  models: string | null;
}

/** @param argv the process's arguments; Chromium's own switches and the app's path are passed over. */
export function readOptions(argv: readonly string[]): Options {
  const value = (name: string): string | null => {
    const at = argv.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
    if (at < 0) return null;
    const arg = argv[at] as string;
    return arg === name ? (argv[at + 1] ?? null) : arg.slice(name.length + 1);
  };
  return {
    demo: argv.includes('--demo'),
    transcript: value('--transcript'),
    out: value('--out'),
    json: argv.includes('--json'),
    models: value('--models'),
  };
}
