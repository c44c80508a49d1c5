/** The real windows over answers that the test wrote: for states that the real app is hard to bring into. */
import type { ElectronApplication, Page } from 'playwright-core';
import type { CallName, EventName } from '../../electron/contract/channels.ts';
import type { Alert, GuardState, Settings } from '../../electron/contract/domain.ts';
import { defaultSettings, noInputs } from '../../electron/contract/domain.ts';
import type { Snapshot } from '../../electron/contract/ipc.ts';

/** @param value what the call returns; undefined: it never answers. */
export async function answerWith(app: ElectronApplication, name: CallName, value: unknown): Promise<void> {
  await app.evaluate(
    ({ ipcMain }, [call, result]) => {
      ipcMain.removeHandler(call);
      ipcMain.handle(call, () => (result === undefined ? new Promise(() => {}) : result));
    },
    [name, value] as const,
  );
}

export async function tell(app: ElectronApplication, page: Page, name: EventName, payload: unknown): Promise<void> {
  await app.evaluate(
    ({ webContents }, [url, event, value]) =>
      webContents
        .getAllWebContents()
        .find((one) => one.getURL() === url)
        ?.send(event, value),
    [page.url(), name, payload] as const,
  );
}

export const calmState: GuardState = {
  guarding: false,
  meeting: null,
  level: 'unknown',
  risk: 0,
  stage: null,
  kind: null,
  quiet: null,
  snoozeMinutes: 0,
  modelState: 'failed',
  model: null,
  problem: null,
  busy: false,
  waiting: 0,
  interrupted: null,
};

export function snapshot(
  state: Partial<GuardState> = {},
  settings: Partial<Settings> = {},
  alerts: Alert[] = [],
): { ok: true; value: Snapshot } {
  const meeting = {
    id: 1,
    title: '会议',
    source: 'live' as const,
    startedAt: 1,
    endedAt: null,
    lines: 0,
    alerts: 0,
    maxRisk: 0,
    maxLevel: 'unknown' as const,
    marks: [],
  };
  const whole: GuardState = { ...calmState, meeting: state.guarding ? meeting : null, ...state };
  return {
    ok: true,
    value: {
      state: whole,
      settings: { ...defaultSettings, ...settings },
      record: whole.meeting && { meeting: whole.meeting, lines: [], verdicts: [], alerts },
      inputs: noInputs,
      databasePath: '/home/user/huidun.db',
      version: '0.1.0',
    },
  };
}
