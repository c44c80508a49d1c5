import { Alert, Badge, Button, Group, Loader, Modal, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaptureSource } from '../../../electron/contract/capture.ts';
import type { Failure } from '../../../electron/contract/domain.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import { FrameStep } from './frame-step.tsx';
import type { Choosing } from './use-captions.ts';

/** Which window, then which part of it. */
export function CaptureDialog({ choosing }: { choosing: Choosing }) {
  const { t } = useTranslation();
  const framing = choosing.step === 'frame';
  return (
    <Modal
      opened={choosing.step !== null}
      onClose={choosing.leave}
      title={t(framing ? 'capture.frame' : 'capture.pick')}
      size="min(62rem, 92vw)"
      closeButtonProps={{ 'aria-label': t('capture.cancel') }}
    >
      {choosing.failure && <Refused code={choosing.failure.code} allow={choosing.allow} />}
      {framing && choosing.chosen ? (
        <FrameStep key={choosing.chosen.shown.id} choosing={choosing} chosen={choosing.chosen} />
      ) : (
        <PickStep choosing={choosing} />
      )}
    </Modal>
  );
}

/** One sentence, and the way to the setting where there is one. */
function Refused({ code, allow }: { code: Failure['code']; allow: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="orange" role="alert" mb="sm" data-testid="capture-failure">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t(`error.${code}`)}</Text>
        {code === 'capture-refused' && (
          <Button variant="default" onClick={allow}>
            {t('capture.permission')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function PickStep({ choosing }: { choosing: Choosing }) {
  const { t } = useTranslation();
  const { shown } = choosing;
  if (!shown) {
    return (
      <Group>
        <Loader size="sm" />
        <Text size="sm">{t('capture.loading')}</Text>
      </Group>
    );
  }
  return (
    <Stack data-testid="pick">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t('capture.pickHint')}</Text>
        <Button variant="default" size="xs" onClick={choosing.refresh}>
          {t('capture.refresh')}
        </Button>
      </Group>
      <Sources title={t('capture.windows')} shown={shown.filter((one) => one.kind === 'window')} choosing={choosing} />
      <Sources title={t('capture.screens')} shown={shown.filter((one) => one.kind === 'screen')} choosing={choosing} />
    </Stack>
  );
}

/** Known meeting programs come first. */
function Sources({ title, shown, choosing }: { title: string; shown: readonly CaptureSource[]; choosing: Choosing }) {
  const { t } = useTranslation();
  if (shown.length === 0) return null;
  const sorted = shown.toSorted((a, b) => Number(a.program === 'other') - Number(b.program === 'other'));
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {title}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 3 }}>
        {sorted.map((one, i) => (
          <UnstyledButton key={one.id} className="source" onClick={() => choosing.choose(one)}>
            <img src={one.picture} alt="" />
            <Group gap={6} wrap="nowrap">
              <Text size="sm" truncate flex={1}>
                {one.kind === 'screen' ? t('capture.screen', { number: i + 1 }) : displayText(one.name)}
              </Text>
              {one.program !== 'other' && (
                <Badge variant="light" style={{ flexShrink: 0 }}>
                  {t(`capture.program.${one.program}`)}
                </Badge>
              )}
            </Group>
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
