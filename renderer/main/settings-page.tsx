import { Alert, Card, Group, SegmentedControl, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, Settings } from '../../electron/contract/domain.ts';
import { call, failureOf } from '../bridge.ts';
import type { Live } from '../shared/live.ts';

export function SettingsPage({ live }: { live: Live }) {
  const { t } = useTranslation();
  const { settings, state } = live;
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt = (work: Promise<unknown>) => {
    setFailure(null);
    work.catch((error) => setFailure(failureOf(error)));
  };
  const change = (patch: Partial<Omit<Settings, 'modelPath'>>) => attempt(call('settings.change', patch));
  const problem = failure ?? state.problem;
  return (
    <Stack maw={720} gap="lg">
      <Title order={2} size="h3">
        {t('nav.settings')}
      </Title>
      {problem && (
        <Alert color="orange" role="alert">
          {t(`error.${problem.code}`)}
        </Alert>
      )}
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
      <Card withBorder>
        <Text size="sm">{t('model.local')}</Text>
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
