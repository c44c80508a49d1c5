/** Sends events to the windows that may receive them. The only file with webContents.send. */
import type { WebContents } from 'electron';
import { type EventName, events, type WindowName } from '../contract/channels.ts';
import { type EventPayload, eventSchemas } from '../contract/ipc.ts';

export type Publish = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/**
 * @param contentsOf the window's contents, or null while it is closed.
 * @param check also checks each payload against its schema, in development and in tests.
 */
export function publisher(contentsOf: (window: WindowName) => WebContents | null, check: boolean): Publish {
  return (name, payload) => {
    if (check) eventSchemas[name].parse(payload);
    for (const window of events[name]) {
      const contents = contentsOf(window);
      if (contents && !contents.isDestroyed()) contents.send(name, payload);
    }
  };
}
