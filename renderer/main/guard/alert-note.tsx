import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { feedbacks } from '../../../electron/contract/constants.ts';
import type { Alert, Feedback } from '../../../electron/contract/domain.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import type { Attempt } from '../../shared/attempt.ts';
import { explain } from '../../shared/explain.ts';

interface AlertNoteProps {
  alert: Alert;
  /** The last alert of its episode asks whether the alarm was right. */
  last: boolean;
  attempt: Attempt;
}

/** An alert of a stored meeting: its cause, its reason and its answer. */
export function AlertNote({ alert, last, attempt }: AlertNoteProps) {
  const { t, i18n } = useTranslation();
  const [feedback, setFeedback] = useState<Feedback | null>(alert.feedback);
  const give = async (chosen: Feedback | null) => {
    if (await attempt((call) => call('alert.feedback', { id: alert.id, feedback: chosen }))) setFeedback(chosen);
  };
  return (
    <div className={`status level-${alert.level}`} data-testid="alert-note">
      <Stack gap={4} flex={1}>
        <Group gap="xs">
          <Text fw={700} className="level-text">
            {t(`level.${alert.level}`)} · {t(`kind.${alert.kind}`)}
            {alert.stage && ` · ${t(`stage.${alert.stage}`)}`}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`alert.cause.${alert.cause}`)}
          </Text>
          {alert.answer && <Badge variant="default">{t(`history.answered.${alert.answer}`)}</Badge>}
        </Group>
        {alert.quotes.map((quote) => (
          <Text key={quote.seq} size="sm" className="said">
            “{displayText(quote.text)}”
          </Text>
        ))}
        <Text size="sm" c="dimmed">
          {explain(t, { ...alert, answer: null }, i18n.language).why}
        </Text>
        {last && (
          <Group gap="xs" role="group" aria-label={t('feedback.ask')}>
            <Text size="sm">{t('feedback.ask')}</Text>
            {feedbacks.map((one) => (
              <Button
                key={one}
                size="compact-sm"
                variant={feedback === one ? 'filled' : 'default'}
                aria-pressed={feedback === one}
                onClick={() => void give(feedback === one ? null : one)}
              >
                {t(`feedback.${one}`)}
              </Button>
            ))}
            {feedback && (
              <Text size="xs" c="dimmed" aria-live="polite">
                {t('feedback.thanks')}
              </Text>
            )}
          </Group>
        )}
      </Stack>
    </div>
  );
}
