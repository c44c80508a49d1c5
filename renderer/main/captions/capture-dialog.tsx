import { Alert, Badge, Button, Group, Loader, Modal, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaptureSource } from '../../../electron/contract/capture.ts';
import type { Failure } from '../../../electron/contract/domain.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import { FrameStep } from './frame-step.tsx';
import type { CaptureDialogState } from './use-capture-dialog.ts';

/** Asks which window to read, then which part of it. */
export function CaptureDialog({ dialog }: { dialog: CaptureDialogState }) {
  const { t } = useTranslation();
  const framing = dialog.step === 'frame';
  return (
    <Modal
      opened={dialog.step !== null}
      onClose={dialog.leave}
      title={t(framing ? 'capture.frame' : 'capture.pick')}
      size="min(62rem, 92vw)"
      closeButtonProps={{ 'aria-label': t('capture.cancel') }}
    >
      {dialog.failure && <Refused code={dialog.failure.code} openPermission={dialog.openPermission} />}
      {framing && dialog.chosen ? (
        <FrameStep key={dialog.chosen.source.id} dialog={dialog} chosen={dialog.chosen} />
      ) : (
        <PickStep dialog={dialog} />
      )}
    </Modal>
  );
}

/** A sentence, and the button that opens the system's setting where there is one. */
function Refused({ code, openPermission }: { code: Failure['code']; openPermission: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="orange" role="alert" mb="sm" data-testid="capture-failure">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{t(`error.${code}`)}</Text>
        {code === 'capture-refused' && (
          <Button variant="default" onClick={openPermission}>
            {t('capture.permission')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function PickStep({ dialog }: { dialog: CaptureDialogState }) {
  const { t } = useTranslation();
  const { sources } = dialog;
  if (!sources) {
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
        <Button variant="default" size="xs" onClick={dialog.refresh}>
          {t('capture.refresh')}
        </Button>
      </Group>
      <SourceList title={t('capture.windows')} sources={sources.filter((one) => one.kind === 'window')} dialog={dialog} />
      <SourceList title={t('capture.screens')} sources={sources.filter((one) => one.kind === 'screen')} dialog={dialog} />
    </Stack>
  );
}

/** Known meeting programs come first. */
function SourceList(props: { title: string; sources: readonly CaptureSource[]; dialog: CaptureDialogState }) {
  const { t } = useTranslation();
  const { title, sources, dialog } = props;
  if (sources.length === 0) return null;
  const sorted = sources.toSorted((a, b) => Number(a.program === 'other') - Number(b.program === 'other'));
  return (
    <Stack gap="xs">
      <Title order={3} size="h6">
        {title}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 3 }}>
        {sorted.map((one, i) => (
          <UnstyledButton key={one.id} className="source" onClick={() => dialog.choose(one)}>
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
