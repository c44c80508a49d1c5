import { Card, NumberInput, Select, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backend, DeviceChoice as Choice, DeviceWish, Machine } from '../../../electron/contract/devices.ts';
import type { GuardState, Settings } from '../../../electron/contract/domain.ts';
import { useLoad } from '../../shared/attempt.ts';
import { sizeOf } from '../../shared/format.ts';
import { ModelLine } from '../guard/model-line.tsx';
import { Problem } from '../problem.tsx';

const contexts = [512, 1_024, 2_048, 4_096];

interface DeviceChoiceProps {
  settings: Settings;
  state: GuardState;
  change: (wish: Partial<DeviceWish>) => void;
}

/** 运行设备: where the model should run, where it does run, and why not elsewhere. */
export function DeviceChoice({ settings, state, change }: DeviceChoiceProps) {
  const { t } = useTranslation();
  const [machine, setMachine] = useState<Machine | null>(null);
  const load = useLoad(async (call) => setMachine(await call('device.machine')));
  const found: readonly Backend[] = machine?.backends ?? [];
  // The chosen library stays in the list on a machine that lacks it.
  const backends = isBackend(settings.device) && !found.includes(settings.device) ? [...found, settings.device] : found;
  const onCard = settings.device !== 'cpu' && backends.length > 0;
  const cards = machine?.cards ?? [];
  return (
    <Card withBorder data-testid="device">
      <Stack gap="md">
        <Title order={3} size="h5">
          {t('device.title')}
        </Title>
        <div>
          <ModelLine state={state} />
          {state.model?.deviceReason && <Text size="sm">{t(`deviceReason.${state.model.deviceReason}`)}</Text>}
        </div>
        <Select
          label={t('device.where')}
          allowDeselect={false}
          value={settings.device}
          data={(['auto', 'cpu', ...backends] as const).map((value) => ({ value, label: t(`device.choice.${value}`) }))}
          onChange={(device) => change({ device: device as Choice })}
        />
        {onCard && (cards.length > 1 || settings.deviceIndex !== null) && (
          <Select
            label={t('device.card')}
            allowDeselect={false}
            value={settings.deviceIndex === null ? '' : String(settings.deviceIndex)}
            data={[
              { value: '', label: t('device.anyCard') },
              ...cards.map(({ name }, i) => ({ value: String(i), label: `${i}: ${name}` })),
            ]}
            onChange={(index) => change({ deviceIndex: index ? Number(index) : null })}
          />
        )}
        {onCard && (
          <NumberInput
            label={t('device.layers')}
            description={t('device.layersHint')}
            value={settings.gpuLayers ?? ''}
            min={0}
            max={999}
            allowDecimal={false}
            onBlur={(event) => change({ gpuLayers: event.currentTarget.value === '' ? null : Number(event.currentTarget.value) })}
          />
        )}
        <Select
          label={t('device.context')}
          description={t('device.contextHint')}
          allowDeselect={false}
          value={settings.contextTokens === null ? '' : String(settings.contextTokens)}
          data={[
            { value: '', label: t('device.contextAuto') },
            ...contexts.map((count) => ({ value: String(count), label: t('device.tokens', { count }) })),
          ]}
          onChange={(count) => change({ contextTokens: count ? Number(count) : null })}
        />
        <Problem {...load} />
        {machine && <Found machine={machine} />}
      </Stack>
    </Card>
  );
}

function Found({ machine }: { machine: Machine }) {
  const { t, i18n } = useTranslation();
  const size = (bytes: number) => sizeOf(bytes, i18n.language);
  const cards = machine.cards.map(({ name, memory }) =>
    memory ? t('device.free', { name, free: size(memory.free), total: size(memory.total) }) : name,
  );
  // Cards that cannot compute are named too, so that the user does not miss them.
  const named = cards.length > 0 ? cards : machine.present;
  return (
    <Text size="xs" c="dimmed">
      {t('device.found', { cards: named.join(i18n.language === 'zh-CN' ? '、' : ', ') || t('device.none') })} ·{' '}
      {t('device.ramFree', { free: size(machine.ram.free), total: size(machine.ram.total) })}
    </Text>
  );
}

function isBackend(choice: Choice): choice is Backend {
  return choice !== 'auto' && choice !== 'cpu';
}
