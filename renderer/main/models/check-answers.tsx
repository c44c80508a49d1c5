import { Badge, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Check, Trial } from '../../../electron/contract/check.ts';
import { inSeconds } from '../../shared/format.ts';

/** The questions and answers of a check. Underneath, the exact input and output, as the source document's `predict` prints them. */
export function CheckAnswers({ check, close }: { check: Check | null; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={check !== null} onClose={close} title={check?.name} size="xl" closeButtonProps={{ 'aria-label': t('check.close') }}>
      <Stack gap="lg" data-testid="answers">
        {check?.trials.map((trial) => (
          <Answer key={trial.id} trial={trial} />
        ))}
      </Stack>
    </Modal>
  );
}

function Answer({ trial }: { trial: Trial }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Title order={4} size="h6">
          {t(`check.trial.${trial.id}`)}
        </Title>
        {trial.misfits.length === 0 ? (
          <Badge variant="light">{t('check.passed')}</Badge>
        ) : (
          trial.misfits.map((misfit) => (
            <Badge key={misfit} variant="default">
              {t(`check.misfit.${misfit}`)}
            </Badge>
          ))
        )}
        <Text size="xs" c="dimmed">
          {t('check.took', { seconds: inSeconds(trial.ms, 2), tokens: trial.ids.length })}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
        {trial.question}
      </Text>
      <Text size="sm" className="answer">
        {trial.text || t('check.silent')}
      </Text>
      <details>
        <summary>{t('check.debug')}</summary>
        <Raw title={t('check.prompt')} text={trial.prompt} />
        <Raw title={t('check.promptIds', { count: trial.promptIds.length })} text={trial.promptIds.join(' ')} />
        <Raw title={t('check.ids', { count: trial.ids.length })} text={trial.ids.join(' ')} />
        <Raw title={t('check.raw')} text={JSON.stringify(trial.text)} />
      </details>
    </Stack>
  );
}

function Raw({ title, text }: { title: string; text: string }) {
  return (
    <>
      <Text size="xs" fw={600} mt={6}>
        {title}
      </Text>
      <pre className="raw">{text}</pre>
    </>
  );
}
