import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedbackSummary } from '../../../electron/contract/domain.ts';
import { type Attempt, useLoad } from '../../shared/attempt.ts';
import { inPercent } from '../../shared/format.ts';
import { Problem } from '../problem.tsx';

/** What the answers 误报 and 属实 have changed, in figures, and the button that undoes it: nothing adapts unseen. */
export function FeedbackCard({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation();
  const [summary, setSummary] = useState<FeedbackSummary | null>(null);
  const load = useLoad(async (call) => setSummary(await call('feedback.summary')));
  if (!summary) return <Problem {...load} />;
  const { falseAlarms, trueAlarms, shift, before, after } = summary;
  const none = falseAlarms + trueAlarms === 0;
  const moved = shift.watch || shift.danger;
  const effect = () => {
    if (moved === 0) return t('feedback.same');
    return t(moved > 0 ? 'feedback.later' : 'feedback.earlier');
  };
  return (
    <Card withBorder data-testid="feedback">
      <Stack gap={4}>
        <Title order={3} size="h5">
          {t('feedback.title')}
        </Title>
        {none ? (
          <Text size="sm">{t('feedback.none')}</Text>
        ) : (
          <>
            <Text size="sm">
              {t('feedback.counts', { falseAlarms, trueAlarms })} · {effect()}
            </Text>
            {moved !== 0 && (
              <Text size="sm">
                {t('feedback.numbers', {
                  watchBefore: inPercent(before.watch),
                  watchAfter: inPercent(after.watch),
                  dangerBefore: inPercent(before.danger),
                  dangerAfter: inPercent(after.danger),
                })}
              </Text>
            )}
            <Group mt="xs">
              <Button variant="default" onClick={() => void attempt(async (call) => setSummary(await call('feedback.reset')))}>
                {t('feedback.reset')}
              </Button>
            </Group>
          </>
        )}
        <Text size="xs" c="dimmed">
          {t('feedback.bounds')}
        </Text>
      </Stack>
    </Card>
  );
}
