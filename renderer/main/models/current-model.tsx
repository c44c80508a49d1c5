import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge.ts';
import type { Live } from '../../shared/live.ts';
import { ModelLine } from '../model-line.tsx';
import type { Attempt } from '../models-page.tsx';

/** The model that judges now: what it is, where it runs, how far it can be trusted. */
export function CurrentModel({ live, attempt }: { live: Live; attempt: Attempt }) {
  const { t } = useTranslation();
  const { settings, state } = live;
  const { model } = state;
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Title order={3} size="h5">
          {t('model.title')}
        </Title>
        <ModelLine state={state} />
        {model?.device === 'cpu' && <Text size="sm">{t('model.cpuReason')}</Text>}
        {model?.starter && <Text size="sm">{t('model.cardMade')}</Text>}
        {model?.starter && <Text size="sm">{t('model.starterNote')}</Text>}
        <Text size="sm">{t('model.cardLimits')}</Text>
        {model && !model.calibrated && <Text size="sm">{t('model.uncalibrated')}</Text>}
        {model && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('model.loadTime', { seconds: (model.loadMs / 1000).toFixed(1) })} · SHA-256 {model.sha256}
          </Text>
        )}
        <Group mt="xs">
          <Button variant="default" onClick={() => attempt(call('model.pick'))}>
            {t('model.choose')}
          </Button>
          {settings.modelPath && (
            <Button variant="default" onClick={() => attempt(call('model.starter'))}>
              {t('model.useStarter')}
            </Button>
          )}
        </Group>
      </Stack>
    </Card>
  );
}
