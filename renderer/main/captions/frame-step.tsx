import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Strip } from '../../../electron/contract/capture.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import { StripFrame } from './strip-frame.tsx';
import { type CaptureDialogState, usePreview } from './use-capture-dialog.ts';

/** The frame is read when it has not changed for this long (ms). */
const settleMs = 350;

/** The user draws a frame around the captions and sees what is read inside it. */
export function FrameStep({ dialog, chosen }: { dialog: CaptureDialogState; chosen: NonNullable<CaptureDialogState['chosen']> }) {
  const { t } = useTranslation();
  const { picture } = chosen;
  const [strip, setStrip] = useState<Strip>(picture.strip);
  const preview = usePreview(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each frame is tried once
  useEffect(() => {
    const timer = setTimeout(() => dialog.tryFrame(strip), settleMs);
    return () => clearTimeout(timer);
  }, [strip]);
  return (
    <Stack gap="sm" data-testid="frame-step">
      <Text size="sm">
        {t(picture.remembered ? 'capture.remembered' : 'capture.usual')} {t('capture.frameHint')}
      </Text>
      <StripFrame picture={picture} strip={strip} change={setStrip} />
      <div className="tried" role="status" data-testid="tried">
        <Text size="xs" c="dimmed">
          {t('capture.tried')}
        </Text>
        {preview?.rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other key
          <Text key={i}>{displayText(row)}</Text>
        ))}
        {!preview && <Text c="dimmed">{t('capture.trying')}</Text>}
        {preview && preview.rows.length === 0 && (
          <Text c="dimmed">{preview.why && preview.why !== 'nothing' ? t(`capture.why.${preview.why}`) : t('capture.triedNothing')}</Text>
        )}
      </div>
      <Group justify="space-between">
        <Button variant="default" onClick={dialog.back}>
          {t('capture.back')}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={dialog.leave}>
            {t('capture.cancel')}
          </Button>
          <Button onClick={() => dialog.begin(strip)}>{t('capture.begin')}</Button>
        </Group>
      </Group>
    </Stack>
  );
}
