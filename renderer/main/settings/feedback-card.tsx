import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedbackSummary } from '../../../electron/contract/domain.ts';
import { type Attempt, useLoad } from '../../shared/attempt.ts';
import { Problem } from '../problem.tsx';

/** What 误报 and 属实 have changed, in figures, and the way back. Nothing adapts unseen. */
export function FeedbackCard({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation();
  const [summary, setSummary] = useState<FeedbackSummary | null>(null);
  const load = useLoad(async (call) => setSummary(await call('feedback.summary')));
  if (!summary) return <Problem {...load} />;
  const { falseAlarms, trueAlarms, shift, before, after } = summary;
  const none = falseAlarms + trueAlarms === 0;
  const percent = (value: number) => Math.round(value * 100);
  const moved = shift.watch || shift.danger;
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
              {t('feedback.counts', { falseAlarms, trueAlarms })} ·{' '}
              {t(moved ? (moved > 0 ? 'feedback.later' : 'feedback.earlier') : 'feedback.same')}
            </Text>
            {moved !== 0 && (
              <Text size="sm">
                {t('feedback.numbers', {
                  watchBefore: percent(before.watch),
                  watchAfter: percent(after.watch),
                  dangerBefore: percent(before.danger),
                  dangerAfter: percent(after.danger),
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
