import { Card, Group, SegmentedControl, Stack, Switch, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../electron/contract/domain.ts';
import type { CallInput } from '../../../electron/contract/ipc.ts';
import { useAttempt } from '../../shared/attempt.ts';
import type { Live } from '../../shared/live.ts';
import { Problem } from '../problem.tsx';
import { DeviceChoice } from './device-choice.tsx';
import { FeedbackCard } from './feedback-card.tsx';
import { LocalApiPanel } from './local-api-panel.tsx';
import { ServerPanel } from './server-panel.tsx';

export function SettingsPage({ live }: { live: Live }) {
  const { t } = useTranslation();
  const { settings, state } = live;
  const { attempt, failure, forget } = useAttempt();
  const change = (patch: CallInput<'settings.change'>) => void attempt((call) => call('settings.change', patch));
  return (
    <Stack maw={720} gap="lg">
      <Title order={2} size="h3">
        {t('nav.settings')}
      </Title>
      <Problem failure={failure} close={forget} />
      {!failure && <Problem failure={state.problem} />}
      <Card withBorder>
        <Stack gap="md">
          <Choice label={t('settings.language')}>
            <SegmentedControl
              aria-label={t('settings.language')}
              value={settings.language}
              onChange={(language) => change({ language: language as Settings['language'] })}
              data={[
                { value: 'zh-CN', label: '简体中文' },
                { value: 'en-US', label: 'English' },
              ]}
            />
          </Choice>
          <Choice label={t('settings.theme')}>
            <SegmentedControl
              aria-label={t('settings.theme')}
              value={settings.theme}
              onChange={(theme) => change({ theme: theme as Settings['theme'] })}
              data={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
            />
          </Choice>
          <Switch
            label={t('settings.largeType')}
            description={t('settings.largeTypeHint')}
            checked={settings.largeType}
            onChange={(event) => change({ largeType: event.currentTarget.checked })}
          />
          <Switch
            label={t('settings.overlay')}
            description={t('settings.overlayHint')}
            checked={settings.overlay}
            onChange={(event) => change({ overlay: event.currentTarget.checked })}
          />
        </Stack>
      </Card>
      <DeviceChoice settings={settings} state={state} change={change} />
      <FeedbackCard attempt={attempt} />
      <ServerPanel />
      <LocalApiPanel live={live} attempt={attempt} />
      <Card withBorder>
        <Text size="sm">{settings.server ? t('model.sent', { host: new URL(settings.server.url).host }) : t('model.local')}</Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('settings.data')}：{live.databasePath}
        </Text>
        <Text size="xs" c="dimmed">
          {t('settings.version')} {live.version}
        </Text>
      </Card>
    </Stack>
  );
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <Group justify="space-between">
      <Text size="sm">{label}</Text>
      {children}
    </Group>
  );
}
