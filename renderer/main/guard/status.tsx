import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GuardState, Inputs, Verdict } from '../../../electron/contract/domain.ts';
import { raised } from '../../../electron/contract/levels.ts';
import type { Attempt } from '../../shared/attempt.ts';
import { captionsStopped } from '../../shared/live.ts';
import { Shield } from '../../shared/shield.tsx';
import { ModelLine } from './model-line.tsx';
import { QuietLine } from './quiet-line.tsx';
import { StageLine } from './stage-line.tsx';

interface StatusProps {
  state: GuardState;
  inputs: Inputs;
  /** The newest one. */
  verdict: Verdict | undefined;
  attempt: Attempt;
}

/** Whether the app guards, the level, the stage and the model. */
export function Status({ state, inputs, verdict, attempt }: StatusProps) {
  const { t } = useTranslation();
  const level = state.guarding ? state.level : 'unknown';
  const warns = raised(level);
  const sentence = () => {
    if (!state.guarding) return t('guard.offHint');
    return captionsStopped(inputs) && !warns ? t('capture.deaf') : t(`levelLong.${level}`);
  };
  return (
    <div className={`status level-${level}`} data-testid="status" data-level={level}>
      <Shield level={level} size={46} />
      <Stack gap={2} flex={1}>
        <Group gap="sm">
          <Title order={2} size="h3" className="level-text">
            {t(state.guarding ? `level.${level}` : 'guard.off')}
          </Title>
          {state.kind && warns && (
            <Badge size="lg" variant="outline" color="var(--level)">
              {t(`kind.${state.kind}`)}
            </Badge>
          )}
        </Group>
        <Text size="sm" aria-live="polite">
          {sentence()}
        </Text>
        <ModelLine state={state} />
      </Stack>
      <Stack gap="xs" align="flex-end">
        {state.guarding ? (
          <Group gap="xs">
            <QuietLine state={state} attempt={attempt} />
            <Button variant="default" onClick={() => void attempt((call) => call('guard.stop'))}>
              {t('guard.stop')}
            </Button>
          </Group>
        ) : (
          <Button onClick={() => void attempt((call) => call('guard.start', {}))}>{t('guard.start')}</Button>
        )}
        {state.guarding && <StageLine verdict={verdict} />}
      </Stack>
    </div>
  );
}
