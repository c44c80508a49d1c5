import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GuardState, Settings } from '../../../electron/contract/domain.ts';
import type { InstalledModel, ModelsState } from '../../../electron/contract/models.ts';
import type { Attempt } from '../../shared/attempt.ts';
import { sizeOf } from '../../shared/format.ts';
import { RemoveButton } from './remove-button.tsx';
import { TransferRow } from './transfer-row.tsx';

interface InstalledModelsProps {
  models: ModelsState;
  settings: Settings;
  state: GuardState;
  attempt: Attempt;
}

/** The starter model and the user's own models. The user chooses the one that judges, imports and removes. */
export function InstalledModels({ models, settings, state, attempt }: InstalledModelsProps) {
  const { t } = useTranslation();
  const inUse = state.modelState === 'ready' && state.model?.device !== 'server' ? state.model : null;
  // With a LoRA the loaded model no longer counts as the starter, but it is the starter's file.
  const starterInUse = inUse?.starter || (inUse !== null && settings.modelPath === null);
  const use = (path: string | null) => void attempt((call) => call('models.use', { path }));
  return (
    <Card withBorder>
      <Stack gap="md">
        <Title order={3} size="h5">
          {t('models.installed')}
        </Title>
        <Group justify="space-between" wrap="nowrap" data-testid="installed">
          <div>
            <Text fw={600}>{t('model.starter')}</Text>
            <Text size="xs" c="dimmed">
              {t('models.builtIn')}
            </Text>
          </div>
          {starterInUse && <Badge variant="light">{t('models.inUse')}</Badge>}
          {settings.modelPath !== null && (
            <Button variant="default" size="xs" aria-label={`${t('models.use')} ${t('model.starter')}`} onClick={() => use(null)}>
              {t('models.use')}
            </Button>
          )}
        </Group>
        {models.installed
          .filter((one) => one.kind === 'model')
          .map((model) => (
            <InstalledRow
              key={model.path}
              model={model}
              inUse={inUse?.path === model.path}
              loading={state.modelState === 'loading' && settings.modelPath === model.path}
              use={() => use(model.path)}
              attempt={attempt}
            />
          ))}
        {models.transfers
          .filter((one) => one.kind === 'copy')
          .map((one) => (
            <TransferRow key={one.id} transfer={one} attempt={attempt} />
          ))}
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {t('models.import')}
          </Text>
          <Button variant="default" size="xs" onClick={() => void attempt((call) => call('models.import', { place: 'own' }))}>
            {t('models.importCopy')}
          </Button>
          <Button variant="default" size="xs" onClick={() => void attempt((call) => call('models.import', { place: 'linked' }))}>
            {t('models.importLink')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t('models.importHint')}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('models.folder', { folder: models.folder })}
        </Text>
      </Stack>
    </Card>
  );
}

interface InstalledRowProps {
  model: InstalledModel;
  inUse: boolean;
  loading: boolean;
  use: () => void;
  attempt: Attempt;
}

function InstalledRow(props: InstalledRowProps) {
  const { t, i18n } = useTranslation();
  const { model } = props;
  const facts = [sizeOf(model.bytes, i18n.language), model.license ?? t('models.unknownLicense'), t(`models.${model.place}`)];
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" data-testid="installed">
      <Stack gap={2} flex={1} miw={0}>
        <Group gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {model.name}
          </Text>
          {props.inUse && <Badge variant="light">{t('models.inUse')}</Badge>}
          {!model.present && <Badge variant="default">{t('models.missing')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {facts.join(' · ')}
        </Text>
        {!model.calibrated && <Text size="xs">{t('models.uncalibrated')}</Text>}
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {model.path}
          {model.sha256 && ` · SHA-256 ${model.sha256}`}
        </Text>
      </Stack>
      <Group gap="xs" wrap="nowrap">
        {!props.inUse && !props.loading && model.present && (
          <Button variant="default" size="xs" aria-label={`${t('models.use')} ${model.name}`} onClick={props.use}>
            {t('models.use')}
          </Button>
        )}
        <RemoveButton model={model} attempt={props.attempt} />
      </Group>
    </Group>
  );
}
