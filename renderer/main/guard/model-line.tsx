import { Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { GuardState } from '../../../electron/contract/domain.ts';

/** Which model judges, and the device it really runs on. Always on screen. */
export function ModelLine({ state }: { state: GuardState }) {
  const { t } = useTranslation();
  const { model, modelState } = state;
  if (modelState === 'loading') {
    return (
      <Text size="xs" c="dimmed">
        {t('model.loading')}
      </Text>
    );
  }
  if (!model) {
    return (
      <Text size="xs" c="var(--level-danger)" fw={600}>
        {t('model.failed')}
      </Text>
    );
  }
  if (model.device === 'server') {
    return (
      <Text size="xs" c="dimmed" data-testid="model">
        {model.name} · {t('model.onServer', { host: model.deviceName })}
      </Text>
    );
  }
  return (
    <Text size="xs" c="dimmed" data-testid="model">
      {state.busy && (
        <Text span inherit fw={600} c="var(--level-watch)" role="status">
          {t('model.busy')}{' '}
        </Text>
      )}
      {model.starter ? t('model.starter') : model.name} · {t('model.onDevice', { device: deviceOf(model, t) })} ·{' '}
      {t('model.threads', { count: model.threads })}
    </Text>
  );
}

/** Names the share of layers on the graphics card when it is not all of them. */
function deviceOf(model: NonNullable<GuardState['model']>, t: TFunction): string {
  if (model.device === 'cpu') return 'CPU';
  const device = `${model.device.toUpperCase()} ${model.deviceName}`;
  return model.gpuLayers < model.layers ? t('model.onCard', { device, layers: model.gpuLayers, all: model.layers }) : device;
}
