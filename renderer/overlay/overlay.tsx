import './overlay.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../electron/contract/domain.ts';
import { staysUp } from '../../electron/contract/words.ts';
import { call } from '../bridge.ts';
import { type Live, useLive } from '../shared/live.ts';
import { Shield } from '../shared/shield.tsx';
import { speak, startTexts } from '../shared/texts.ts';
import { visible } from '../shared/visible.ts';

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
  const alert = live.alerts.findLast((one) => staysUp(one.answer));
  return <div ref={box}>{alert && live.state.guarding ? <Card alert={alert} /> : <Pill state={live.state} />}</div>;
}

function Pill({ state }: { state: Live['state'] }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="pill" onClick={() => void call('window.showMain')} data-testid="pill">
      <Shield level={state.level} size={22} />
      <span>{t(`level.${state.level}`)}</span>
    </button>
  );
}

function Card({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const answer = (value: 'dismissed' | 'coached') => {
    setAsking(false);
    void call('alert.answer', { id: alert.id, answer: value });
  };
  return (
    <section className={`card ${alert.level}`} role="alert" data-testid="card" data-level={alert.level}>
      <header>
        <Shield level={alert.level} size={40} inverse />
        <div>
          <h1>{t(`alert.title.${alert.level}`)}</h1>
          <p>
            {t(`kind.${alert.kind}`)}
            {alert.stage && ` · ${t(`stage.${alert.stage}`)}`}
          </p>
        </div>
      </header>
      <p className="why">{alert.answer === 'coached' ? t('alert.coached') : t(`advice.${alert.kind}.why`)}</p>
      <h2>{t('alert.heard')}</h2>
      <ul>
        {alert.quotes.map((quote) => (
          <li key={quote.seq}>{visible(quote.text)}</li>
        ))}
      </ul>
      <h2>{t('alert.doNow')}</h2>
      <p className="now">{t(`advice.${alert.kind}.now`)}</p>
      <h2>{t('alert.askThem')}</h2>
      <p>“{t(`advice.${alert.kind}.ask`)}”</p>
      {asking ? (
        <footer className="ask">
          <strong>{t('alert.coachTitle')}</strong>
          <div>
            <button type="button" onClick={() => answer('coached')}>
              {t('alert.coachYes')}
            </button>
            <button type="button" onClick={() => answer('dismissed')}>
              {t('alert.coachNo')}
            </button>
          </div>
        </footer>
      ) : (
        <footer>
          <span>{t('alert.help')}</span>
          <div>
            <button type="button" onClick={() => void call('window.showMain')}>
              {t('alert.details')}
            </button>
            {alert.answer === null && (
              <button type="button" className="main" onClick={() => setAsking(true)}>
                {t('alert.close')}
              </button>
            )}
          </div>
        </footer>
      )}
    </section>
  );
}

await startTexts();
createRoot(document.getElementById('root') as HTMLElement).render(<Overlay />);
