import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { on } from '../bridge.ts';
import { chime, speak } from '../shared/alert-sound.ts';

/** Plays what the main process announces. The overlay's page does it: it is never slowed down, also while it is hidden. */
export function useAlertSound(): void {
  const { t, i18n } = useTranslation();
  useEffect(
    () =>
      on('sound', ({ level, voice }) => {
        const language = i18n.language === 'en-US' ? 'en-US' : 'zh-CN';
        // Without an audio device there is still the voice, and the other way round.
        void chime(level)
          .catch(() => {})
          .then(() => voice && speak(t(`desktop.say.${level}`), language));
      }),
    [t, i18n],
  );
}
