import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../shared/attempt.ts';
import type { Live } from '../../shared/live.ts';
import { Problem } from '../problem.tsx';
import { CurrentModel } from './current-model.tsx';
import { InstalledModels } from './installed-models.tsx';
import { LoraPanel } from './lora-panel.tsx';
import { ModelCheck } from './model-check.tsx';
import { OfferedModels } from './offered-models.tsx';
import { useModels } from './use-models.ts';

/** 模型: the model in use, the installed ones, the check, and the ones to download. */
export function ModelsPage({ live }: { live: Live }) {
  const { t } = useTranslation();
  const { models, ...load } = useModels();
  const { attempt, failure, forget } = useAttempt();
  return (
    <Stack maw={860} gap="lg">
      <Title order={2} size="h3">
        {t('nav.models')}
      </Title>
      <Problem failure={failure} close={forget} />
      {!failure && <Problem failure={live.state.problem} />}
      <CurrentModel live={live} />
      <Problem {...load} />
      {models && (
        <>
          <InstalledModels models={models} settings={live.settings} state={live.state} attempt={attempt} />
          <LoraPanel loras={models.installed.filter((one) => one.kind === 'lora')} lora={live.settings.lora} attempt={attempt} />
          <ModelCheck guarding={live.state.guarding} attempt={attempt} />
          <OfferedModels models={models} attempt={attempt} />
        </>
      )}
    </Stack>
  );
}
