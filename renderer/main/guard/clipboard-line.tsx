import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Attempt } from '../../shared/attempt.ts';

/** Says that the clipboard is watched, as long as it is. */
export function ClipboardLine({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation();
  return (
    <Alert color="shield" py="xs" data-testid="clipboard">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          <b>{t('clipboard.on')}</b> {t('clipboard.what')}
        </Text>
        <Button size="xs" variant="default" onClick={() => void attempt((call) => call('clipboard.watch', { on: false }))}>
          {t('clipboard.stop')}
        </Button>
      </Group>
    </Alert>
  );
}
