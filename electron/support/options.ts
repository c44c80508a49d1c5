/** The app's own command line. Pure. */
import { parseArgs } from 'node:util';

export interface Options {
  demo: boolean;
  /** A transcript file to play instead of the sample. */
  transcript: string | null;
  /** The folder for the demo's database and screenshots. */
  out: string | null;
  json: boolean;
  /** The main window waits in the tray. */
  hidden: boolean;
  /** Another models folder, for development only. */
  models: string | null;
}

const withValue = ['transcript', 'out', 'models'] as const;

/** @param argv the process's arguments. The app's path and Chromium's own switches are ignored. */
export function readOptions(argv: readonly string[]): Options {
  // parseArgs would take the next option as the value (https://nodejs.org/api/util.html#utilparseargsconfig, `strict`).
  const args = argv.filter((arg, i) => !withValue.some((name) => arg === `--${name}` && (argv[i + 1] ?? '--').startsWith('--')));
  const string = { type: 'string' } as const;
  const boolean = { type: 'boolean' } as const;
  const options = { demo: boolean, transcript: string, out: string, json: boolean, hidden: boolean, models: string };
  const { values } = parseArgs({ args, options, strict: false });
  const stringOf = (name: (typeof withValue)[number]) => (typeof values[name] === 'string' ? values[name] : null);
  return {
    demo: values.demo === true,
    transcript: stringOf('transcript'),
    out: stringOf('out'),
    json: values.json === true,
    hidden: values.hidden === true,
    models: stringOf('models'),
  };
}
