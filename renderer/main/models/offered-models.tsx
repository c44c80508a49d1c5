import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelsState, OfferedModel, Transfer } from '../../../electron/contract/models.ts';
import { zh } from '../../locales/zh-CN/index.ts';
import type { Attempt } from '../../shared/attempt.ts';
import { sizeOf } from '../../shared/format.ts';
import { TransferRow } from './transfer-row.tsx';

/** The catalog: each model in its quantisations, with its size and the memory it needs. */
export function OfferedModels({ models, attempt }: { models: ModelsState; attempt: Attempt }) {
  const { t } = useTranslation();
  const families = Map.groupBy(models.offered, (one) => one.family);
  return (
    <Card withBorder>
      <Stack gap="lg">
        <div>
          <Title order={3} size="h5">
            {t('models.offered')}
          </Title>
          <Text size="xs" c="dimmed">
            {t('models.offeredHint')}
          </Text>
        </div>
        {[...families].map(([family, offered]) => (
          <Stack key={family} gap="sm">
            <div>
              <Title order={4} size="h6">
                {family}
              </Title>
              {isNoted(family) && <Text size="sm">{t(`models.note.${family}`)}</Text>}
            </div>
            {offered.map((model) => (
              <OfferedRow key={model.id} model={model} transfer={models.transfers.find((one) => one.id === model.id)} attempt={attempt} />
            ))}
          </Stack>
        ))}
      </Stack>
    </Card>
  );
}

function OfferedRow({ model, transfer, attempt }: { model: OfferedModel; transfer: Transfer | undefined; attempt: Attempt }) {
  const { t, i18n } = useTranslation();
  const size = model.bytes === null ? t('models.unknownSize') : sizeOf(model.bytes, i18n.language);
  const memory = model.memory === null ? null : t('models.memory', { size: sizeOf(model.memory, i18n.language) });
  return (
    <Stack gap={4} data-testid="offered" data-model={model.id}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          {model.quantisation}
          <Text span size="xs" c="dimmed" ml="sm">
            {[size, memory, model.license, model.sites.join(t('models.comma'))].filter(Boolean).join(' · ')}
          </Text>
        </Text>
        {model.path !== null && <Badge variant="light">{t('models.downloaded')}</Badge>}
        {model.path === null && !transfer && (
          <Button
            variant="light"
            size="xs"
            aria-label={`${t('models.download')} ${model.family} ${model.quantisation}`}
            onClick={() => void attempt((call) => call('models.download', { id: model.id }))}
          >
            {t('models.download')}
          </Button>
        )}
      </Group>
      {transfer && <TransferRow transfer={transfer} attempt={attempt} />}
    </Stack>
  );
}

type Noted = keyof typeof zh.models.note;
const isNoted = (family: string): family is Noted => Object.hasOwn(zh.models.note, family);
