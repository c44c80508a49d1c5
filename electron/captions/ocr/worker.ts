/** The recogniser's process: a picture comes in, its text goes out. It holds nothing that outlives it. */
import type { Grey } from './picture.ts';
import { Recogniser, type StripText } from './recogniser.ts';

export interface Question {
  id: number;
  strip: Grey;
}
export type Answer = { id: number; text: StripText } | { id: number; error: string };

const recogniser = Recogniser.load();

process.parentPort.on('message', async ({ data }: { data: Question }) => {
  let answer: Answer;
  try {
    answer = { id: data.id, text: await (await recogniser).read(data.strip) };
  } catch (error) {
    answer = { id: data.id, error: error instanceof Error ? error.message : String(error) };
  }
  process.parentPort.postMessage(answer);
});
