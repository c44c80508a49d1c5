import { Button, Loader, NavLink, Text, Title, useMantineColorScheme } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../electron/contract/domain.ts';
import { captionsStopped, type Live, useLive } from '../shared/live.ts';
import { Shield } from '../shared/shield.tsx';
import { setLanguage } from '../shared/texts.ts';
import { GuardPage } from './guard/guard-page.tsx';
import { HistoryPage } from './history/history-page.tsx';
import { ModelsPage } from './models/models-page.tsx';
import { Problem } from './problem.tsx';
import { SettingsPage } from './settings/settings-page.tsx';

const pages = ['guard', 'history', 'models', 'settings'] as const;
type Page = (typeof pages)[number];

export function App() {
  const { live, ...snapshot } = useLive('everything');
  if (live) return <Home live={live} snapshot={snapshot} />;
  return <div className="empty">{snapshot.failure ? <Unopened failure={snapshot.failure} retry={snapshot.retry} /> : <Loader />}</div>;
}

/** The settings name the language and are not there yet, so both are shown. */
function Unopened({ failure, retry }: { failure: Failure; retry: () => void }) {
  const { i18n } = useTranslation();
  const texts = (['zh-CN', 'en-US'] as const).map((language) => ({ language, t: i18n.getFixedT(language) }));
  return (
    <>
      <Shield level="unknown" size={54} />
      <div role="alert">
        {texts.map(({ language, t }) => (
          <Text key={language} lang={language}>
            {t(`error.${failure.code}`)}
          </Text>
        ))}
      </div>
      <Button mt="sm" onClick={retry}>
        {texts.map(({ t }) => t('app.retry')).join(' / ')}
      </Button>
    </>
  );
}

interface HomeProps {
  live: Live;
  /** Whether what is shown is up to date. */
  snapshot: { failure: Failure | null; retry: () => void };
}

function Home({ live, snapshot }: HomeProps) {
  const { t } = useTranslation();
  const [page, setPage] = useState<Page>('guard');
  const { setColorScheme } = useMantineColorScheme();
  const { language, theme, largeType } = live.settings;
  useEffect(() => setLanguage(language), [language]);
  useEffect(() => setColorScheme(theme === 'system' ? 'auto' : theme), [theme, setColorScheme]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-large', largeType);
  }, [largeType]);
  return (
    <div className="page">
      <nav className="side">
        <div className="brand">
          <Shield level={live.state.guarding ? live.state.level : 'unknown'} size={34} />
          <div>
            <Title order={1} size="h3">
              {t('app.name')}
            </Title>
            <Text size="xs" c="dimmed">
              {captionsStopped(live.inputs) ? t('capture.stopped') : t(live.state.guarding ? 'guard.on' : 'guard.off')}
            </Text>
          </div>
        </div>
        <div>
          {pages.map((name) => (
            <NavLink
              key={name}
              component="button"
              label={t(`nav.${name}`)}
              active={page === name}
              aria-current={page === name ? 'page' : undefined}
              onClick={() => setPage(name)}
            />
          ))}
        </div>
      </nav>
      <main className="content">
        <Problem {...snapshot} testId="snapshot-problem" />
        {page === 'guard' && <GuardPage live={live} />}
        {page === 'history' && <HistoryPage live={live} />}
        {page === 'models' && <ModelsPage live={live} />}
        {page === 'settings' && <SettingsPage live={live} />}
      </main>
    </div>
  );
}
