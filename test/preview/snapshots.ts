/** Scripted states of the guard, as snapshots and events carry them. No Node: the preview page uses them too. */
import { newDesktop } from '../../electron/contract/desktop.ts';
import type { Alert, GuardState, Line, Meeting, Settings, Verdict } from '../../electron/contract/domain.ts';
import { defaultSettings, noInputs } from '../../electron/contract/domain.ts';
import type { Snapshot } from '../../electron/contract/ipc.ts';

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

export const liveMeeting: Meeting = {
  id: 1,
  title: '会议',
  source: 'live',
  startedAt: 1,
  endedAt: null,
  lines: 0,
  alerts: 0,
  maxRisk: 0,
  maxLevel: 'unknown',
  marks: [],
};

/** What the meeting holds beside its state. */
export interface RecordParts {
  lines?: Line[];
  verdicts?: Verdict[];
  alerts?: Alert[];
}

/** @returns the snapshot of a guard in this state. While it guards, it guards `liveMeeting` unless the state names another one. */
export function snapshot(state: Partial<GuardState> = {}, settings: Partial<Settings> = {}, record: RecordParts = {}): Snapshot {
  const whole: GuardState = { ...calmState, meeting: state.guarding ? liveMeeting : null, ...state };
  return {
    state: whole,
    settings: { ...defaultSettings, ...settings },
    record: whole.meeting && { meeting: whole.meeting, lines: [], verdicts: [], alerts: [], ...record },
    inputs: noInputs,
    desktop: newDesktop,
    databasePath: '/home/user/huidun.db',
    version: '0.1.0',
  };
}
