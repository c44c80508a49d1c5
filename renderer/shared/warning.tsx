import './warning.css';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, AlertAnswer, Feedback } from '../../electron/contract/domain.ts';
import { displayText } from '../../electron/text/invisible.ts';
import { useAttempt } from './attempt.ts';
import { explain } from './explain.ts';
import { Shield } from './shield.tsx';

interface WarningProps {
  alert: Alert;
  /** How long the alert can be put off; 0: not at all. */
  snoozeMinutes: number;
  /** Shows the main window; left out there. */
  details?: () => void;
}

/** An alert as both windows show it. */
export function Warning(props: WarningProps) {
  const { t, i18n } = useTranslation();
  const { alert } = props;
  const { why, now, ask } = explain(t, alert, i18n.language);
  return (
    <section className={`card light-ground level-${alert.level}`} role="alert" data-testid="card" data-level={alert.level}>
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
      <div className="said-part">
        <p className="why">{why}</p>
        <h2>{t('alert.heard')}</h2>
        <ul>
          {alert.quotes.map((quote) => (
            <li key={quote.seq}>{displayText(quote.text)}</li>
          ))}
        </ul>
      </div>
      <div className="do-part">
        <h2>{t('alert.doNow')}</h2>
        <p className="now">{now}</p>
        <h2>{t('alert.askThem')}</h2>
        <p>“{ask}”</p>
      </div>
      {/* The key makes a new component for each alert, so that no question of the one before stays open. */}
      <Answers key={alert.id} {...props} />
    </section>
  );
}

/** Before an alert is closed or put off, asks whether somebody told the user to do so. After a yes the alert stays for the whole meeting. */
function Answers({ alert, snoozeMinutes, details }: WarningProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<AlertAnswer | null>(null);
  const { attempt, failure } = useAttempt();
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus({ preventScroll: true });
  }, [asking]);
  const answer = (value: AlertAnswer, feedback?: Feedback) => {
    setAsking(null);
    void attempt(async (call) => {
      if (feedback) await call('alert.feedback', { id: alert.id, feedback });
      await call('alert.answer', { id: alert.id, answer: value });
    });
  };
  const back = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setAsking(null);
  };
  if (asking) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: Escape goes back, as the button beside it does
      <footer className="ask" onKeyDown={back}>
        <strong id={`coach-${alert.id}`}>{t('alert.coachTitle')}</strong>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no flex container to rely on */}
        <div role="group" aria-labelledby={`coach-${alert.id}`}>
          <button type="button" ref={yes} onClick={() => answer('coached')}>
            {t('alert.coachYes')}
          </button>
          <button type="button" onClick={() => answer(asking)}>
            {t('alert.coachNo')}
          </button>
          {asking === 'dismissed' && (
            <button type="button" onClick={() => answer(asking, 'false-alarm')}>
              {t('alert.coachFalse')}
            </button>
          )}
        </div>
        <button type="button" className="quiet-button" onClick={() => setAsking(null)}>
          {t('alert.back')}
        </button>
      </footer>
    );
  }
  const help = alert.answer === 'coached' ? t('alert.stays') : t('alert.help');
  return (
    <footer>
      <span role="status">{failure ? t(`error.${failure.code}`) : help}</span>
      <div>
        {details && (
          <button type="button" onClick={details}>
            {t('alert.details')}
          </button>
        )}
        {alert.answer === null && snoozeMinutes > 0 && (
          <button type="button" onClick={() => setAsking('snoozed')}>
            {t('alert.snooze', { minutes: snoozeMinutes })}
          </button>
        )}
        {alert.answer === null && (
          <button type="button" className="main" onClick={() => setAsking('dismissed')}>
            {t('alert.close')}
          </button>
        )}
      </div>
    </footer>
  );
}
