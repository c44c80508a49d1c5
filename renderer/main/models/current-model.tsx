import { Card, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { inSeconds } from '../../shared/format.ts';
import type { Live } from '../../shared/live.ts';
import { ModelLine } from '../guard/model-line.tsx';

/** The model in use: what it is, where it runs, and what it cannot do. */
export function CurrentModel({ live }: { live: Live }) {
  const { t } = useTranslation();
  const { state } = live;
  const { model } = state;
  return (
    <Card withBorder>
      <Stack gap="xs">
        <Title order={3} size="h5">
          {t('model.title')}
        </Title>
        <ModelLine state={state} />
        {model?.deviceReason && <Text size="sm">{t(`deviceReason.${model.deviceReason}`)}</Text>}
        {model?.starter && <Text size="sm">{t('model.cardMade')}</Text>}
        {model?.starter && <Text size="sm">{t('model.starterNote')}</Text>}
        <Text size="sm">{t('model.cardLimits')}</Text>
        {model && !model.calibrated && (
          <Text size="sm" data-testid="uncalibrated">
            {t('model.uncalibrated')}
          </Text>
        )}
        {model && model.device !== 'server' && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('model.loadTime', { seconds: inSeconds(model.loadMs) })} · SHA-256 {model.sha256}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
