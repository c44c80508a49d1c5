import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Strip } from '../../../electron/contract/capture.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import { StripFrame } from './strip-frame.tsx';
import { type Choosing, usePreview } from './use-captions.ts';

/** ms after the last change of the frame before what is in it is read. */
const settleMs = 350;

/** A frame around the captions, and what is read inside it. */
export function FrameStep({ choosing, chosen }: { choosing: Choosing; chosen: NonNullable<Choosing['chosen']> }) {
  const { t } = useTranslation();
  const { picture } = chosen;
  const [strip, setStrip] = useState<Strip>(picture.strip);
  const preview = usePreview(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another frame is tried again
  useEffect(() => {
    const timer = setTimeout(() => choosing.tryFrame(strip), settleMs);
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
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a strip have no other name
          <Text key={i}>{displayText(row)}</Text>
        ))}
        {!preview && <Text c="dimmed">{t('capture.trying')}</Text>}
        {preview && preview.rows.length === 0 && (
          <Text c="dimmed">{preview.why && preview.why !== 'nothing' ? t(`capture.why.${preview.why}`) : t('capture.triedNothing')}</Text>
        )}
      </div>
      <Group justify="space-between">
        <Button variant="default" onClick={choosing.back}>
          {t('capture.back')}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={choosing.leave}>
            {t('capture.cancel')}
          </Button>
          <Button onClick={() => choosing.begin(strip)}>{t('capture.begin')}</Button>
        </Group>
      </Group>
    </Stack>
  );
}
