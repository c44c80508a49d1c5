/** What brings words in when the user or another program hands them over, and which of it is on. */
import { type Inputs, noInputs } from '../contract/domain.ts';
import type { Pipeline } from '../guard/pipeline.ts';
import { startApi } from '../ipc/api-handlers.ts';
import type { Publish } from '../ipc/publish.ts';
import { ClipboardWatch } from '../sources/clipboard-watch.ts';
import { Feed } from '../sources/feed.ts';
import { FileImport } from '../sources/import.ts';
import { readInThread } from '../sources/in-thread.ts';
import { ApiIntake } from '../sources/local-api/intake.ts';
import { LocalApi } from '../sources/local-api/server.ts';
import { readApiAccess } from '../store/api-access.ts';
import type { Db } from '../store/open.ts';
import { clipboardFormats, clipboardText } from '../support/clipboard.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError } from '../support/log.ts';

interface Needs {
  db: Db;
  pipeline: Pipeline;
  publish: Publish;
}

export type Sources = ReturnType<typeof openSources>;

export function openSources(parts: Disposer, { db, pipeline, publish }: Needs) {
  let inputs = noInputs;
  const tellInputs = (change: Partial<Inputs>) => {
    inputs = { ...inputs, ...change };
    publish('inputs', inputs);
  };

  const feed = new Feed(pipeline);
  parts.add('feed', () => feed.stopSample());

  const files = new FileImport(pipeline, readInThread, (importing) => tellInputs({ importing }));
  parts.add('files', () => files.cancel());

  const copied = { formats: clipboardFormats, text: clipboardText };
  const failed = (error: unknown) => logError('clipboard', error);
  const clipboard = new ClipboardWatch(copied, pipeline, (on) => tellInputs({ clipboard: on }), failed);
  parts.add('clipboard', () => clipboard.stop());
  pipeline.on('state', (state) => state.guarding || clipboard.stop());

  const apiFailed = (error: unknown) => logError('local api', error);
  const intake = new ApiIntake(pipeline, Date.now, apiFailed);
  const api = new LocalApi({ intake, tokenHash: () => readApiAccess(db).tokenHash, onChange: (state) => tellInputs({ api: state }) });
  parts.add('local api', () => api.stop());
  pipeline.on('state', () => api.guardingChanged());

  return {
    feed,
    files,
    clipboard,
    api,
    inputs: () => inputs,
    /** Listens, for a user who has asked for it. Where it cannot, the settings say so; everything else goes on. */
    listen: () => void startApi(db, api).catch(apiFailed),
  };
}
