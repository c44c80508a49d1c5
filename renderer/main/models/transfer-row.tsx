import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Transfer } from '../../../electron/contract/models.ts';
import type { Attempt } from '../../shared/attempt.ts';
import { sizeOf, timeLeft } from '../../shared/format.ts';

/** A download or a copy: its progress, its speed, the time left, and why it stopped. It can be paused, resumed and cancelled. */
export function TransferRow({ transfer, attempt }: { transfer: Transfer; attempt: Attempt }) {
  const { t, i18n } = useTranslation();
  const { id, name, kind, stage, site, received, total, bytesPerSecond, secondsLeft, failure } = transfer;
  const size = (bytes: number) => sizeOf(bytes, i18n.language);
  const running = stage === 'fetching' || stage === 'checking';
  const label = kind === 'copy' && stage === 'fetching' ? t('models.copying') : t(`models.stage.${stage}`);
  const facts = [
    label,
    total === null ? size(received) : `${size(received)} / ${size(total)}`,
    bytesPerSecond === null ? null : `${size(bytesPerSecond)}/s`,
    secondsLeft === null ? null : timeLeft(secondsLeft, t),
    site === null || !running ? null : t('models.from', { site }),
  ];
  return (
    <Stack gap={6} data-testid="transfer" data-stage={stage}>
      <Group justify="space-between" wrap="nowrap">
        <div>
          {kind === 'copy' && (
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {facts.filter(Boolean).join(' · ')}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          {running && kind === 'download' && (
            <Button
              variant="default"
              size="xs"
              aria-label={`${t('models.pause')} ${name}`}
              onClick={() => void attempt((call) => call('models.pause', { id }))}
            >
              {t('models.pause')}
            </Button>
          )}
          {!running && kind === 'download' && (
            <Button
              size="xs"
              aria-label={`${t('models.resume')} ${name}`}
              onClick={() => void attempt((call) => call('models.download', { id }))}
            >
              {t('models.resume')}
            </Button>
          )}
          <Button
            variant="subtle"
            size="xs"
            aria-label={`${t('models.stop')} ${name}`}
            onClick={() => void attempt((call) => call('models.cancel', { id }))}
          >
            {t(kind === 'copy' && !running ? 'models.dismiss' : 'models.stop')}
          </Button>
        </Group>
      </Group>
      <Progress
        value={total ? (received / total) * 100 : 0}
        animated={running && total !== null}
        color={stage === 'failed' ? 'orange' : 'shield'}
        aria-label={`${label} ${name}`}
      />
      {failure && (
        <Text size="sm" role="alert" data-testid="transfer-failure">
          {t(`error.${failure.code}`)}
        </Text>
      )}
    </Stack>
  );
}
