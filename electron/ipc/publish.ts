/** Sends events to the windows that may hear them. The only file with webContents.send. */
import type { WebContents } from 'electron';
import { type EventName, events, type WindowName } from '../contract/channels.ts';
import type { EventPayload } from '../contract/ipc.ts';

export type Publish = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/** @param contentsOf the window's contents, or null while it is closed. */
export function publisher(contentsOf: (window: WindowName) => WebContents | null): Publish {
  return (name, payload) => {
    for (const window of events[name]) {
      const contents = contentsOf(window);
      if (contents && !contents.isDestroyed()) contents.send(name, payload);
    }
  };
}
