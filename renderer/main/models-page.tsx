import { Alert, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../electron/contract/domain.ts';
import { failureOf } from '../bridge.ts';
import type { Live } from '../shared/live.ts';
import { CurrentModel } from './models/current-model.tsx';

/** Does something that may fail; the page shows one sentence then. */
export type Attempt = (work: Promise<unknown>) => void;

/** 模型: what judges now, what is installed, what can be had. One part a file under models/. */
export function ModelsPage({ live }: { live: Live }) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const attempt: Attempt = (work) => {
    setFailure(null);
    work.catch((error) => setFailure(failureOf(error)));
  };
  const problem = failure ?? live.state.problem;
  return (
    <Stack maw={860} gap="lg">
      <Title order={2} size="h3">
        {t('nav.models')}
      </Title>
      {problem && (
        <Alert color="orange" role="alert" data-testid="problem" withCloseButton={failure !== null} onClose={() => setFailure(null)}>
          {t(`error.${problem.code}`)}
        </Alert>
      )}
      <CurrentModel live={live} attempt={attempt} />
    </Stack>
  );
}
