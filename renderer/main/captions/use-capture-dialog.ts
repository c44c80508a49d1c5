/** The steps of choosing what to read captions from, and the preview of what is read. */
import { useEffect, useState } from 'react';
import type { CaptionPreview, Captions, CaptureSource, CaptureSourcePicture, Strip } from '../../../electron/contract/capture.ts';
import type { Failure } from '../../../electron/contract/domain.ts';
import { on } from '../../bridge.ts';
import { type Attempt, useAttempt } from '../../shared/attempt.ts';

/** The newest preview: of a frame that is tried, or of the captions that are read. Null until one comes. */
export function usePreview(trial: boolean): CaptionPreview | null {
  const [preview, setPreview] = useState<CaptionPreview | null>(null);
  useEffect(() => on('captions', (next) => next.trial === trial && setPreview(next)), [trial]);
  return preview;
}

type SourceName = Pick<CaptureSource, 'id' | 'name'>;

export interface CaptureDialogState {
  /** Null while the dialog is closed. */
  step: 'pick' | 'frame' | null;
  /** Null while the list is loading. */
  sources: CaptureSource[] | null;
  chosen: { source: SourceName; picture: CaptureSourcePicture } | null;
  /** Of the last step inside the dialog. */
  failure: Failure | null;
  open(): void;
  /** Opens the dialog at the frame around the captions that are read now. */
  reframe(captions: Captions): void;
  refresh(): void;
  /** Opens the system's settings, where reading the screen is allowed. */
  openPermission(): void;
  choose(source: SourceName): void;
  back(): void;
  /** Reads inside this frame and shows the result. Nothing is added to the meeting. */
  tryFrame(strip: Strip): void;
  begin(strip: Strip): void;
  leave(): void;
}

/**
 * @param captions what is read now. While another choice is tried it pauses; when the user leaves the dialog it continues.
 * @param attemptOnPage shows failures on the page, for calls that end after the dialog has closed.
 */
export function useCaptureDialog(captions: Captions | null, attemptOnPage: Attempt): CaptureDialogState {
  const { attempt, failure } = useAttempt();
  const [step, setStep] = useState<CaptureDialogState['step']>(null);
  const [sources, setSources] = useState<CaptureSource[] | null>(null);
  const [chosen, setChosen] = useState<CaptureDialogState['chosen']>(null);
  const [before, setBefore] = useState<Captions | null>(null);
  const list = async () => {
    setSources(null);
    const worked = await attempt(async (call) => setSources(await call('capture.list')));
    if (!worked) setSources([]);
  };
  const choose = async (source: SourceName) => {
    const worked = await attempt(async (call) => {
      const picture = await call('capture.picture', { id: source.id });
      setChosen({ source, picture });
      setStep('frame');
    });
    if (!worked) await list();
  };
  const close = () => {
    setStep(null);
    setChosen(null);
  };
  return {
    step,
    sources,
    chosen,
    failure,
    open: () => {
      setBefore(captions);
      setStep('pick');
      void list();
    },
    reframe: (now) => {
      setBefore(now);
      setStep('pick');
      void choose({ id: now.choice.id, name: now.name });
    },
    refresh: () => void list(),
    openPermission: () => void attempt((call) => call('capture.permission')),
    choose: (source) => void choose(source),
    back: () => {
      setStep('pick');
      void list();
    },
    tryFrame: (strip) => {
      if (chosen) void attempt((call) => call('capture.start', { id: chosen.source.id, strip, trial: true }));
    },
    begin: (strip) => {
      if (!chosen) return;
      close();
      void attemptOnPage((call) => call('capture.start', { id: chosen.source.id, strip, trial: false }));
    },
    leave: () => {
      close();
      void attemptOnPage(async (call) => {
        if (before && before.state !== 'stopped') await call('capture.start', before.choice);
        else if (chosen) await call('capture.stop');
      });
    },
  };
}
