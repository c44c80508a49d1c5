/** The program of the recogniser's process: answers each request with the text of its strip. Started by system/host.ts. */
import type { Grey } from './picture.ts';
import { Recogniser, type StripText } from './recogniser.ts';

export interface RecogniserRequest {
  id: number;
  strip: Grey;
}
export type RecogniserResponse = { id: number; text: StripText } | { id: number; error: string };

const recogniser = Recogniser.load();

process.parentPort.on('message', async ({ data }: { data: RecogniserRequest }) => {
  let response: RecogniserResponse;
  try {
    response = { id: data.id, text: await (await recogniser).read(data.strip) };
  } catch (error) {
    response = { id: data.id, error: error instanceof Error ? error.message : String(error) };
  }
  process.parentPort.postMessage(response);
});
