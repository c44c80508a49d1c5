/** Times as the user reads them. */
import { useTranslation } from 'react-i18next';

/** A time of day: 15:42. */
export function useClock(): (at: number) => string {
  const { i18n } = useTranslation();
  return (at) => new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
}
