import '../shared/levels.css';
import './overlay.css';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import type { Failure, Settings } from '../../electron/contract/domain.ts';
import { type Attempt, useAttempt } from '../shared/attempt.ts';
import { timeOfDay } from '../shared/format.ts';
import { captionsStopped, type Live, standingAlert, useLive } from '../shared/live.ts';
import { Shield } from '../shared/shield.tsx';
import { setLanguage, startTexts } from '../shared/texts.ts';
import { Warning } from '../shared/warning.tsx';
import { Marker } from './marker.tsx';
import { useAlertSound } from './use-alert-sound.ts';
import { useDrag } from './use-drag.ts';

function Overlay() {
  const { live, ...snapshot } = useLive('state and alerts');
  const { attempt, failure, forget } = useAttempt();
  const box = useRef<HTMLDivElement>(null);
  useWindowSize(box);
  useAlertSound();
  const drag = useDrag();
  const language = live?.settings.language;
  useEffect(() => {
    if (language) setLanguage(language);
  }, [language]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-large', live?.settings.largeType ?? false);
  }, [live?.settings.largeType]);
  const showMain = () => void attempt((call) => call('window.showMain'));
  const alert = live && standingAlert(live);
  if (live?.desktop.neutral) {
    return (
      <div ref={box} {...drag}>
        <NeutralPill showMain={showMain} />
        <Marker />
      </div>
    );
  }
  return (
    <div ref={box} {...drag}>
      {/* The settings name the language: until they are there, both are shown. */}
      <Failed
        failure={snapshot.failure}
        act={snapshot.retry}
        label="app.retry"
        languages={live ? [language ?? 'zh-CN'] : ['zh-CN', 'en-US']}
      />
      <Failed failure={failure} act={forget} label="app.close" languages={[language ?? 'zh-CN']} />
      {live && captionsStopped(live.inputs) && <CaptionsStopped showMain={showMain} />}
      {live && alert && <Warning alert={alert} snoozeMinutes={live.state.snoozeMinutes} details={showMain} />}
      {live && !alert && <Pill state={live.state} clipboard={live.inputs.clipboard} showMain={showMain} attempt={attempt} />}
      <Marker />
    </div>
  );
}

/** What others may see: no level, no colour, no sentence. */
function NeutralPill({ showMain }: { showMain: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="pill dark-ground grip" onClick={showMain} data-testid="neutral">
      <Shield level="unknown" size={22} />
      <span>{t('desktop.neutral')}</span>
    </button>
  );
}

/** Keeps the window exactly as large as what it shows, so that it covers nothing else. */
function useWindowSize(box: React.RefObject<HTMLDivElement | null>): void {
  // The main process logs a failure. To show it here would change the size again.
  const { attempt } = useAttempt();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watcher = new ResizeObserver(() => {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) void attempt((call) => call('overlay.size', { width: Math.ceil(width), height: Math.ceil(height) }));
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [box, attempt]);
}

interface FailedProps {
  failure: Failure | null;
  act: () => void;
  label: 'app.retry' | 'app.close';
  languages: Settings['language'][];
}

function Failed({ failure, act, label, languages }: FailedProps) {
  const { i18n } = useTranslation();
  if (!failure) return null;
  return (
    <div className="pill dark-ground failed" role="alert" data-testid="overlay-problem">
      <div>
        {languages.map((language) => (
          <div key={language} lang={language}>
            {i18n.getFixedT(language)(`error.${failure.code}`)}
          </div>
        ))}
      </div>
      <button type="button" onClick={act}>
        {languages.map((language) => i18n.getFixedT(language)(label)).join(' / ')}
      </button>
    </div>
  );
}

function CaptionsStopped({ showMain }: { showMain: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="pill stopped grip" onClick={showMain} data-testid="captions-stopped">
      {t('capture.stopped')}
    </button>
  );
}

interface PillProps {
  state: Live['state'];
  clipboard: boolean;
  showMain: () => void;
  attempt: Attempt;
}

function Pill({ state, clipboard, showMain, attempt }: PillProps) {
  const { t, i18n } = useTranslation();
  return (
    <div className="pills">
      <button type="button" className="pill dark-ground grip" onClick={showMain} data-testid="pill">
        <Shield level={state.level} size={22} />
        <span>{t(`level.${state.level}`)}</span>
        {clipboard && <span className="until">{t('clipboard.pill')}</span>}
        {state.quiet && <span className="until">{t('quiet.pill', { time: timeOfDay(state.quiet.until, i18n.language) })}</span>}
      </button>
      {state.quiet && (
        <button type="button" className="pill dark-ground" onClick={() => void attempt((call) => call('quiet.end'))}>
          {t('quiet.end')}
        </button>
      )}
    </div>
  );
}

await startTexts();
createRoot(document.getElementById('root') as HTMLElement).render(<Overlay />);
