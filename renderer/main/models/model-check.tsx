import { Alert, Badge, Button, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Check, type CheckProgress, type CheckSummary, trialIds } from '../../../electron/contract/check.ts';
import type { Attempt } from '../../shared/attempt.ts';
import { dateAndTime, inSeconds, sizeOf } from '../../shared/format.ts';
import { Problem } from '../problem.tsx';
import { CheckAnswers } from './check-answers.tsx';
import { useChecks } from './use-checks.ts';

/** 模型体检: the source document's trials on each installed model, their results, and the smallest model that fits. */
export function ModelCheck({ guarding, attempt }: { guarding: boolean; attempt: Attempt }) {
  const { t } = useTranslation();
  const { list, progress, ...load } = useChecks();
  const [open, setOpen] = useState<Check | null>(null);
  const newest = [...Map.groupBy(list.checks, (check) => check.sha256).values()];
  return (
    <Card withBorder data-testid="check">
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Title order={3} size="h5">
              {t('check.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {t(guarding ? 'check.notNow' : 'check.about')}
            </Text>
          </div>
          {progress.running ? (
            <Button variant="default" onClick={() => void attempt((call) => call('check.stop'))}>
              {t('check.stop')}
            </Button>
          ) : (
            <Button variant="light" disabled={guarding} onClick={() => void attempt((call) => call('check.start', {}))}>
              {t('check.start')}
            </Button>
          )}
        </Group>
        <Problem {...load} />
        {progress.running && <Running progress={progress} />}
        {progress.problems.map(({ model, failure }) => (
          <Alert key={model} color="orange" title={model}>
            {t(`error.${failure.code}`)}
          </Alert>
        ))}
        {newest.map(([check, ...earlier]) =>
          check ? (
            <CheckRow
              key={check.sha256}
              check={check}
              earlier={earlier}
              recommended={check.sha256 === list.recommended}
              open={() => void attempt(async (call) => setOpen(await call('check.open', { id: check.id })))}
            />
          ) : null,
        )}
      </Stack>
      <CheckAnswers check={open} close={() => setOpen(null)} />
    </Card>
  );
}

function Running({ progress }: { progress: CheckProgress }) {
  const { t } = useTranslation();
  const { model, done, models, text } = progress;
  const trial = progress.trial ?? 0;
  const id = progress.trial === null ? undefined : trialIds[trial];
  const share = (done + trial / trialIds.length) / Math.max(1, models);
  return (
    <Stack gap="xs" data-testid="check-running">
      <Text size="sm" aria-live="polite">
        {model ?? t('model.starter')} · {id ? `${t(`check.trial.${id}`)} (${trial + 1}/${trialIds.length})` : t('check.loading')}
      </Text>
      <Progress value={share * 100} aria-label={t('check.title')} />
      {text && (
        <Text size="xs" c="dimmed" lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      )}
    </Stack>
  );
}

function CheckRow(props: { check: CheckSummary; earlier: CheckSummary[]; recommended: boolean; open: () => void }) {
  const { t } = useTranslation();
  const { check } = props;
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" data-testid="check-result">
      <Stack gap={2} flex={1} miw={0}>
        <Group gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {check.name}
          </Text>
          <Badge variant={check.fits ? 'light' : 'default'}>{t(check.fits ? 'check.fits' : 'check.unfit')}</Badge>
          {props.recommended && <Badge>{t('check.recommended')}</Badge>}
        </Group>
        {check.misfits.length > 0 && <Text size="sm">{check.misfits.map((misfit) => t(`check.misfit.${misfit}`)).join('；')}</Text>}
        <Facts check={check} />
        {props.earlier.length > 0 && (
          <details>
            <summary>{t('check.earlier', { count: props.earlier.length })}</summary>
            {props.earlier.map((one) => (
              <Facts key={one.id} check={one} />
            ))}
          </details>
        )}
      </Stack>
      <Button variant="default" size="xs" aria-label={`${t('check.answers')} ${check.name}`} onClick={props.open}>
        {t('check.answers')}
      </Button>
    </Group>
  );
}

/** When and where the check ran, and how fast the model was. */
function Facts({ check }: { check: CheckSummary }) {
  const { t, i18n } = useTranslation();
  const onCard = check.gpuLayers > 0;
  const facts = [
    dateAndTime(check.at, i18n.language, 'short'),
    onCard ? t('model.onCard', { device: check.device, layers: check.gpuLayers, all: check.layers }) : check.device,
    onCard ? '' : t('model.threads', { count: check.threads }),
    check.ramBytes > 0 ? t('model.ram', { size: sizeOf(check.ramBytes, i18n.language) }) : '',
    check.vramBytes > 0 ? t('model.vram', { size: sizeOf(check.vramBytes, i18n.language) }) : '',
    t('check.load', { seconds: inSeconds(check.loadMs, 2) }),
    t('check.first', { seconds: inSeconds(check.firstMs, 2) }),
    t('check.speed', { tokens: check.tokensPerSecond.toFixed(1) }),
    t('check.line', { seconds: inSeconds(check.lineMs, 2) }),
  ];
  return (
    <Text size="xs" c="dimmed">
      {facts.filter(Boolean).join(' · ')}
    </Text>
  );
}
