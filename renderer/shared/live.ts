/** What a window shows: one snapshot, kept up to date by events. */
import { useEffect, useState } from 'react';
import { staysUp } from '../../electron/contract/constants.ts';
import type { Alert, Failure, Line, Meeting, Verdict } from '../../electron/contract/domain.ts';
import type { Snapshot } from '../../electron/contract/ipc.ts';
import { on } from '../bridge.ts';
import { useAttempt } from './attempt.ts';

export interface Live extends Omit<Snapshot, 'record'> {
  /** The meeting of `lines`. A meeting that has ended stays until another one begins. */
  meeting: Meeting | null;
  lines: Line[];
  verdicts: ReadonlyMap<number, Verdict>;
  alerts: Alert[];
}

/** Whether captions should be read and are not: the guard then gets no new lines. */
export function captionsStopped({ captions }: Live['inputs']): boolean {
  return captions !== null && captions.state !== 'reading';
}

/** Lines and verdicts are gathered for this long (ms) before they are drawn, because an import sends hundreds at once. */
const gatherMs = 40;

/**
 * @param scope which events this window may receive: the overlay gets no lines and no verdicts.
 * @returns `live` is null until the first snapshot is there. `failure`: of the newest snapshot; `retry` asks for another one.
 */
export function useLive(scope: 'everything' | 'state and alerts'): { live: Live | null; failure: Failure | null; retry: () => void } {
  const [live, setLive] = useState<Live | null>(null);
  const [tries, setTries] = useState(1);
  const { attempt, failure } = useAttempt();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try begins again
  useEffect(() => {
    let open = true;
    let meetingId: number | undefined;
    const pull = () =>
      attempt(async (call) => {
        const snapshot = await call('app.snapshot');
        meetingId = snapshot.state.meeting?.id;
        // The snapshot holds what was gathered before it.
        gathered = nothing();
        if (open) setLive(fromSnapshot(snapshot));
      });
    const change = (step: (live: Live) => Live) => setLive((live) => live && step(live));
    const nothing = () => ({ lines: [] as Line[], verdicts: [] as Verdict[] });
    let gathered = nothing();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const gather = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        const { lines, verdicts } = gathered;
        gathered = nothing();
        change((live) => ({
          ...live,
          lines: lines.length > 0 ? withLines(live.lines, lines) : live.lines,
          verdicts: new Map([...live.verdicts, ...verdicts.map((verdict) => [verdict.seq, verdict] as const)]),
        }));
      }, gatherMs);
    };
    const ends = [
      on('state', (state) => {
        change((live) => ({ ...live, state, meeting: state.meeting ?? live.meeting }));
        // Another meeting has begun: its snapshot replaces the lines of the one before.
        if (state.meeting && state.meeting.id !== meetingId) void pull();
      }),
      on('settings', (settings) => change((live) => ({ ...live, settings }))),
      on('inputs', (inputs) => change((live) => ({ ...live, inputs }))),
      on('desktop', (desktop) => change((live) => ({ ...live, desktop }))),
      on('alert', (alert) => change((live) => withAlert(live, alert))),
    ];
    if (scope === 'everything') {
      ends.push(
        on('line', (line) => {
          gathered.lines.push(line);
          gather();
        }),
        on('verdict', (verdict) => {
          gathered.verdicts.push(verdict);
          gather();
        }),
      );
    }
    void pull();
    return () => {
      open = false;
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [scope, tries, attempt]);
  return { live, failure, retry: () => setTries(tries + 1) };
}

function fromSnapshot({ record, ...rest }: Snapshot): Live {
  return {
    ...rest,
    meeting: record?.meeting ?? null,
    lines: record?.lines ?? [],
    verdicts: new Map((record?.verdicts ?? []).map((verdict) => [verdict.seq, verdict])),
    alerts: record?.alerts ?? [],
  };
}

/** A line may come twice, in the snapshot and as an event. The newest line may grow and then comes again under its number. */
function withLines(known: readonly Line[], fresh: readonly Line[]): Line[] {
  const lines = [...known];
  for (const line of fresh) {
    const last = lines.at(-1);
    if (last?.meetingId !== line.meetingId || last.seq < line.seq) lines.push(line);
    else if (last.seq === line.seq) lines[lines.length - 1] = line;
  }
  return lines;
}

/** Adds an alert, or replaces it in its place, so that the newest stays last. Alerts of other meetings belong to the history. */
function withAlert(live: Live, alert: Alert): Live {
  if (alert.meetingId !== (live.state.meeting ?? live.meeting)?.id) return live;
  const at = live.alerts.findIndex((known) => known.id === alert.id);
  return { ...live, alerts: at < 0 ? [...live.alerts, alert] : live.alerts.with(at, alert) };
}

/**
 * The alert that the windows show now: the newest one until it is answered, else the newest that the user was told to close.
 * That one stays until the meeting ends.
 */
export function standingAlert({ state, alerts }: Live): Alert | null {
  if (!state.guarding) return null;
  const newest = alerts.at(-1);
  if (newest && staysUp(newest.answer)) return newest;
  return alerts.findLast((alert) => alert.answer === 'coached') ?? null;
}

export function newestVerdict({ verdicts }: Live): Verdict | undefined {
  return verdicts.get(Math.max(...verdicts.keys()));
}
