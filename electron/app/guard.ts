/** The pipeline, and what the windows hear of it. */

import { Pipeline } from '../guard/pipeline.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Db } from '../store/open.ts';
import type { Disposer } from '../support/dispose.ts';
import { logError } from '../support/log.ts';
import type { Windows } from '../windows/open.ts';
import type { SettingsInForce } from './settings.ts';

interface Needs {
  db: Db;
  settings: SettingsInForce;
  windows: Windows;
  publish: Publish;
}

export function openPipeline(parts: Disposer, { db, settings, windows, publish }: Needs): Pipeline {
  const pipeline = new Pipeline(db);
  pipeline.on('state', (state) => {
    publish('state', state);
    windows.showOverlay(state.guarding && settings.now.overlay);
  });
  pipeline.on('line', (line) => publish('line', line));
  pipeline.on('verdict', (verdict) => publish('verdict', verdict));
  pipeline.on('alert', (alert) => publish('alert', alert));
  pipeline.on('problem', (error) => logError('pipeline', error));
  parts.add('pipeline', () => pipeline.dispose());
  return pipeline;
}
