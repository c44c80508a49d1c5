import { Badge, Button, Card, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lora } from '../../../electron/contract/domain.ts';
import type { InstalledModel } from '../../../electron/contract/models.ts';
import type { Attempt } from '../../shared/attempt.ts';
import { sizeOf } from '../../shared/format.ts';
import { RemoveButton } from './remove-button.tsx';

/** The LoRA adapters on this computer, the one in use, and its strength. */
export function LoraPanel({ loras, lora, attempt }: { loras: InstalledModel[]; lora: Lora | null; attempt: Attempt }) {
  const { t } = useTranslation();
  if (loras.length === 0) return null;
  return (
    <Card withBorder>
      <Stack gap="md">
        <div>
          <Title order={3} size="h5">
            {t('models.lora')}
          </Title>
          <Text size="xs" c="dimmed">
            {t('models.loraHint')}
          </Text>
        </div>
        {loras.map((one) => (
          <LoraRow key={one.path} lora={one} scale={lora?.path === one.path ? lora.scale : null} attempt={attempt} />
        ))}
      </Stack>
    </Card>
  );
}

/** @param props.scale the strength in use; null: the adapter is not in use. */
function LoraRow(props: { lora: InstalledModel; scale: number | null; attempt: Attempt }) {
  const { t, i18n } = useTranslation();
  const { lora } = props;
  const [scale, setScale] = useState(props.scale ?? 1);
  const use = () => void props.attempt((call) => call('models.lora', { lora: { path: lora.path, scale } }));
  return (
    <Group justify="space-between" align="flex-end" data-testid="lora">
      <Stack gap={2} flex={1} miw={0}>
        <Group gap="xs">
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {lora.name}
          </Text>
          {props.scale !== null && <Badge variant="light">{t('models.inUse')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[sizeOf(lora.bytes, i18n.language), lora.license ?? t('models.unknownLicense'), t(`models.${lora.place}`)].join(' · ')}
        </Text>
      </Stack>
      <Group gap="xs" align="flex-end">
        <NumberInput
          label={t('models.loraScale')}
          aria-label={`${t('models.loraScale')} ${lora.name}`}
          size="xs"
          w={90}
          min={0}
          max={2}
          step={0.1}
          decimalScale={2}
          value={scale}
          onChange={(value) => typeof value === 'number' && setScale(value)}
        />
        {(props.scale === null || props.scale !== scale) && (
          <Button size="xs" variant="default" aria-label={`${t('models.loraUse')} ${lora.name}`} onClick={use}>
            {t('models.loraUse')}
          </Button>
        )}
        {props.scale !== null && (
          <Button
            size="xs"
            variant="default"
            aria-label={`${t('models.loraStop')} ${lora.name}`}
            onClick={() => void props.attempt((call) => call('models.lora', { lora: null }))}
          >
            {t('models.loraStop')}
          </Button>
        )}
        <RemoveButton model={lora} attempt={props.attempt} />
      </Group>
    </Group>
  );
}
