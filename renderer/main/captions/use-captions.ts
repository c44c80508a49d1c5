/** What stands on the caption strip now, and the steps of choosing what to read. */
import { useEffect, useState } from 'react';
import type { CaptionPreview, Captions, CaptureSource, CaptureSourcePicture, Strip } from '../../../electron/contract/capture.ts';
import type { Failure } from '../../../electron/contract/domain.ts';
import { on } from '../../bridge.ts';
import { type Attempt, useAttempt } from '../../shared/attempt.ts';

/** The newest preview of the wanted kind; null until one comes. */
export function usePreview(trial: boolean): CaptionPreview | null {
  const [preview, setPreview] = useState<CaptionPreview | null>(null);
  useEffect(() => on('captions', (next) => next.trial === trial && setPreview(next)), [trial]);
  return preview;
}

export interface Choosing {
  /** Null while the dialog is closed. */
  step: 'pick' | 'frame' | null;
  /** Null while they are looked for. */
  shown: CaptureSource[] | null;
  chosen: { shown: Pick<CaptureSource, 'id' | 'name'>; picture: CaptureSourcePicture } | null;
  /** Of the last step inside the dialog. */
  failure: Failure | null;
  open(): void;
  /** Frames again what is being read. */
  reframe(captions: Captions): void;
  refresh(): void;
  /** Opens the system's settings, where the screen is allowed to be read. */
  allow(): void;
  choose(shown: Pick<CaptureSource, 'id' | 'name'>): void;
  back(): void;
  /** Reads inside this frame and shows what it finds; nothing is added to the meeting. */
  tryFrame(strip: Strip): void;
  begin(strip: Strip): void;
  leave(): void;
}

/**
 * @param reading what is being read while another choice is tried: it goes on when the user leaves.
 * @param outside what fails when the dialog is closed already is said on the page.
 */
export function useChoosing(reading: Captions | null, outside: Attempt): Choosing {
  const { attempt, failure } = useAttempt();
  const [step, setStep] = useState<Choosing['step']>(null);
  const [shown, setShown] = useState<CaptureSource[] | null>(null);
  const [chosen, setChosen] = useState<Choosing['chosen']>(null);
  const [before, setBefore] = useState<Captions | null>(null);
  const list = () => {
    setShown(null);
    void attempt(async (call) => setShown(await call('capture.list'))).then((worked) => worked || setShown([]));
  };
  const choose = (one: Pick<CaptureSource, 'id' | 'name'>) =>
    void attempt(async (call) => {
      const picture = await call('capture.picture', { id: one.id });
      setChosen({ shown: one, picture });
      setStep('frame');
    }).then((worked) => worked || list());
  const close = () => {
    setStep(null);
    setChosen(null);
  };
  return {
    step,
    shown,
    chosen,
    failure,
    open: () => {
      setBefore(reading);
      setStep('pick');
      list();
    },
    reframe: (captions) => {
      setBefore(captions);
      setStep('pick');
      choose({ id: captions.choice.id, name: captions.name });
    },
    refresh: list,
    allow: () => void attempt((call) => call('capture.permission')),
    choose,
    back: () => {
      setStep('pick');
      list();
    },
    tryFrame: (strip) => chosen && void attempt((call) => call('capture.start', { id: chosen.shown.id, strip, trial: true })),
    begin: (strip) => {
      if (!chosen) return;
      close();
      void outside((call) => call('capture.start', { id: chosen.shown.id, strip, trial: false }));
    },
    leave: () => {
      close();
      const { state, choice } = before ?? {};
      void outside(async (call) => {
        if (choice && state !== 'stopped') await call('capture.start', choice);
        else if (chosen) await call('capture.stop');
      });
    },
  };
}
