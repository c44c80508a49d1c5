/** One window in one state, without Electron: `frame.html?state=NAME&variant=NAME&language=TAG`. */
import type { CallName, EventName } from '../../electron/contract/channels.ts';
import type { Settings } from '../../electron/contract/domain.ts';
import type { Bridge } from '../../electron/contract/ipc.ts';
import { type Answer, type Answers, type PreviewState, snapshotWith, states, usualAnswers } from './states.ts';
import { variants } from './variants.ts';

const query = new URLSearchParams(location.search);
const state = states.find((one) => one.name === query.get('state'));
const variant = variants.find((one) => one.name === query.get('variant'));
if (!state || !variant) throw new Error(`no such state or variant: ${location.search}`);
const language = (query.get('language') ?? 'zh-CN') as Settings['language'];

type Listener = (payload: never) => void;
const listeners: Partial<Record<EventName, Set<Listener>>> = {};
const answers: Answers = {
  ...usualAnswers,
  ...state.answers,
  'app.snapshot': snapshotWith(state, { ...variant.settings, language }),
};

const bridge: Bridge = {
  async call(name) {
    const answer = answers[name as CallName] as Answer<typeof name> | undefined;
    if (answer === 'pending') return await new Promise(() => {});
    // Calls without a value of their own succeed.
    return answer ?? { ok: true, value: undefined as never };
  },
  on(name, listener) {
    listeners[name] ??= new Set();
    listeners[name].add(listener);
    return () => listeners[name]?.delete(listener);
  },
};
Object.assign(window, { app: bridge });

// The desktop behind the overlay.
if (state.window === 'overlay') document.documentElement.style.background = variant.settings.theme === 'dark' ? '#2b3a2f' : '#b9c4d0';
if (state.window === 'main') await import('../../renderer/main/main.tsx');
else await import('../../renderer/overlay/overlay.tsx');
await reach(state);
document.documentElement.dataset.reached = state.name;

/** Clicks and events that lead to the state. */
async function reach({ clicks = [], events = [], shows }: PreviewState): Promise<void> {
  for (const click of clicks) {
    if (typeof click === 'string') (await element(click)).click();
    else open((await element('input[type=file]')) as HTMLInputElement, click.file);
  }
  for (const [name, payload] of events) {
    // What an event changes is on the screen before the event.
    await element(shows);
    for (const listener of listeners[name] ?? []) listener(payload as never);
  }
  const shown = await element(shows);
  // The guard's page scrolls by itself to the newest line.
  if (!document.querySelector('.guard')) shown.scrollIntoView({ block: 'nearest' });
}

function open(input: HTMLInputElement, name: string): void {
  const transfer = new DataTransfer();
  transfer.items.add(new File(['甲：你好'], name));
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The first element of a selector, as soon as it is there. */
async function element(selector: string): Promise<HTMLElement> {
  for (;;) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
}
