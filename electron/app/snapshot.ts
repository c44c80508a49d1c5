/** The snapshot: all that a window needs to draw itself once. Afterwards events keep it up to date. */
import type { Snapshot } from '../contract/ipc.ts';
import type { Pipeline } from '../guard/pipeline.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Db } from '../store/db.ts';
import { readRecord } from '../store/record.ts';
import type { DesktopState } from './desktop.ts';
import type { InputsState } from './inputs.ts';
import type { Settings } from './settings.ts';

interface SnapshotDependencies {
  db: Db;
  pipeline: Pipeline;
  settings: Settings;
  inputs: InputsState;
  desktop: DesktopState;
  version: string;
}

export function snapshotCalls({ db, pipeline, settings, inputs, desktop, version }: SnapshotDependencies): Pick<Handlers, 'app.snapshot'> {
  return {
    'app.snapshot': (): Snapshot => {
      const { state } = pipeline;
      return {
        state,
        settings: settings.now,
        inputs: inputs.now,
        desktop: desktop.now,
        record: state.meeting ? readRecord(db, state.meeting.id) : null,
        databasePath: db.name,
        version,
      };
    },
  };
}
