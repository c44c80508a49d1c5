import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../electron/contract/domain.ts';

interface ProblemProps {
  failure: Failure | null;
  /** Tries again what failed. */
  retry?: () => void;
  close?: () => void;
  testId?: string;
}

/** What failed, in one sentence that says what to do. */
export function Problem({ failure, retry, close, testId = 'problem' }: ProblemProps) {
  const { t } = useTranslation();
  if (!failure) return null;
  return (
    <Alert
      color="orange"
      role="alert"
      data-testid={testId}
      withCloseButton={close !== undefined}
      closeButtonLabel={t('app.close')}
      {...(close && { onClose: close })}
    >
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t(`error.${failure.code}`)}</Text>
        {retry && (
          <Button variant="default" size="xs" onClick={retry}>
            {t('app.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
