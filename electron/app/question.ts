/**
 * The question before a raised level is silenced: 有人让你关掉吗？ `mayEnd` is the one way to it, for everything that would end the
 * guard or its alarm.
 */
import type { EndReason } from '../contract/constants.ts';
import { raised } from '../contract/levels.ts';
import type { Handlers } from '../ipc/answer.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Windows } from '../windows/open.ts';
import type { Guard } from './guard.ts';
import type { Texts } from './texts.ts';

/** ms for the main window to show the question. Its page may have crashed or hang: then a dialog of the system asks. */
const seenMs = 2_000;

/** Whether it may happen. True at once while the level is not raised; else the user answers. It never rejects. */
export type MayEnd = (reason: EndReason) => Promise<boolean>;

interface QuestionDependencies {
  guard: Guard;
  windows: Windows;
  publish: Publish;
  texts: Texts;
}

interface Pending {
  id: number;
  answer: Promise<boolean>;
  resolve(may: boolean): void;
  timer: NodeJS.Timeout | undefined;
}

export function openQuestion({ guard, windows, publish, texts }: QuestionDependencies): {
  mayEnd: MayEnd;
  calls: Pick<Handlers, 'question.seen' | 'question.answer'>;
} {
  let asked = 0;
  let pending: Pending | null = null;

  function settle(id: number, may: boolean): void {
    if (pending?.id !== id) return;
    clearTimeout(pending.timer);
    pending.resolve(may);
    pending = null;
  }

  async function askInDialog(id: number): Promise<void> {
    const { title, text, stay, nobody } = texts.now.question;
    settle(id, (await windows.ask({ title, text, buttons: [stay, nobody] })) === 1);
  }

  return {
    mayEnd: (reason) => {
      if (!raised(guard.pipeline.state.level)) return Promise.resolve(true);
      if (!pending) {
        const { promise, resolve } = Promise.withResolvers<boolean>();
        pending = { id: ++asked, answer: promise, resolve, timer: undefined };
      }
      // Asked again while it waits, it is shown again: the page may have been opened anew.
      const { id } = pending;
      clearTimeout(pending.timer);
      pending.timer = setTimeout(() => void askInDialog(id), seenMs);
      windows.showMain();
      publish('question', { id, reason });
      return pending.answer;
    },
    calls: {
      'question.seen': ({ id }) => {
        if (pending?.id === id) clearTimeout(pending.timer);
      },
      'question.answer': ({ id, may }) => settle(id, may),
    },
  };
}
