import '../shared/levels.css';
import './overlay.css';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { call } from '../bridge.ts';
import { captionsStopped, type Live, standingAlert, useLive } from '../shared/live.ts';
import { Shield } from '../shared/shield.tsx';
import { speak, startTexts } from '../shared/texts.ts';
import { Warning } from '../shared/warning.tsx';
import { useClock } from '../shared/when.ts';

function Overlay() {
  const live = useLive('state and alerts');
  const box = useRef<HTMLDivElement>(null);
  // The window is exactly as large as what it shows, so that it covers nothing else.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const tell = () => {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0) void call('overlay.size', { width: Math.ceil(width), height: Math.ceil(height) });
    };
    const watcher = new ResizeObserver(tell);
    watcher.observe(element);
    return () => watcher.disconnect();
  });
  const language = live?.settings.language;
  useEffect(() => {
    if (language) speak(language);
  }, [language]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-large', live?.settings.largeType ?? false);
  }, [live?.settings.largeType]);
  if (!live) return null;
  const alert = standingAlert(live);
  return (
    <div ref={box}>
      <CaptionsStopped inputs={live.inputs} />
      {alert ? (
        <Warning alert={alert} snoozeMinutes={live.state.snoozeMinutes} details={() => void call('window.showMain')} />
      ) : (
        <Pill state={live.state} clipboard={live.inputs.clipboard} />
      )}
    </div>
  );
}

function CaptionsStopped({ inputs }: { inputs: Live['inputs'] }) {
  const { t } = useTranslation();
  if (!captionsStopped(inputs)) return null;
  return (
    <button type="button" className="pill stopped" onClick={() => void call('window.showMain')} data-testid="captions-stopped">
      {t('capture.stopped')}
    </button>
  );
}

function Pill({ state, clipboard }: { state: Live['state']; clipboard: boolean }) {
  const { t } = useTranslation();
  const clock = useClock();
  return (
    <div className="pills">
      <button type="button" className="pill dark-ground" onClick={() => void call('window.showMain')} data-testid="pill">
        <Shield level={state.level} size={22} />
        <span>{t(`level.${state.level}`)}</span>
        {clipboard && <span className="until">{t('clipboard.pill')}</span>}
        {state.quiet && <span className="until">{t('quiet.pill', { time: clock(state.quiet.until) })}</span>}
      </button>
      {state.quiet && (
        <button type="button" className="pill dark-ground" onClick={() => void call('quiet.end')}>
          {t('quiet.end')}
        </button>
      )}
    </div>
  );
}

await startTexts();
createRoot(document.getElementById('root') as HTMLElement).render(<Overlay />);
