import { Alert, Badge, Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FilePreview } from '../../../electron/contract/domain.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import { dateAndTime, recordingTime } from '../../shared/format.ts';
import type { Files } from './use-files.ts';

/** Shows what a file holds and what an import would do; the user decides. */
export function FileDialog({ files, guarding }: { files: Files; guarding: boolean }) {
  const { t } = useTranslation();
  const { reading, preview } = files;
  return (
    <Modal
      opened={reading !== null || preview !== null}
      onClose={files.leave}
      title={preview ? t('file.title') : t('file.reading', { name: displayText(reading ?? '') })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('file.leave') }}
    >
      {preview ? (
        <Preview preview={preview} files={files} guarding={guarding} />
      ) : (
        <Group justify="space-between">
          <Loader />
          <Button variant="default" onClick={files.leave}>
            {t('file.leave')}
          </Button>
        </Group>
      )}
    </Modal>
  );
}

function Preview({ preview, files, guarding }: { preview: FilePreview; files: Files; guarding: boolean }) {
  const { t } = useTranslation();
  const rest = preview.lines - preview.first.length;
  const ownMeetings = t(preview.conversations > 1 ? 'file.into.many' : 'file.into.own', { count: preview.conversations });
  return (
    <Stack gap="sm" data-testid="file-preview">
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {displayText(preview.name)}
      </Text>
      <Facts preview={preview} />
      {preview.encoding === 'mixed' && <Alert color="orange">{t('file.mixed')}</Alert>}
      <div className="lines">
        {preview.first.map((turn, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a file that is shown do not change
          <div className="line" key={i}>
            <span className="speaker">
              {turn.speaker && displayText(turn.speaker)}
              {turn.offset !== undefined && <time>{recordingTime(turn.offset)}</time>}
            </span>
            <span className="said clamp">{displayText(turn.text)}</span>
          </div>
        ))}
        {rest > 0 && (
          <Text size="sm" c="dimmed" ta="center" py={4}>
            {t('file.rest', { count: rest })}
          </Text>
        )}
      </div>
      <Text size="sm">{guarding ? t('file.into.current') : ownMeetings}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={files.leave}>
          {t('file.leave')}
        </Button>
        <Button onClick={files.take}>{t('file.take')}</Button>
      </Group>
    </Stack>
  );
}

function Facts({ preview }: { preview: FilePreview }) {
  const { t, i18n } = useTranslation();
  const facts = [
    t(`file.format.${preview.format}`),
    preview.encoding && t(`file.encoding.${preview.encoding}`),
    preview.conversations > 1 && t('file.conversations', { count: preview.conversations }),
    t('file.lines', { count: preview.lines }),
    preview.speakerCount > 0 && t('file.speakers', { count: preview.speakerCount }),
    preview.startedAt && dateAndTime(preview.startedAt, i18n.language),
    preview.lastsMs && recordingTime(preview.lastsMs),
  ].filter((fact) => typeof fact === 'string');
  return (
    <Stack gap={6}>
      <Group gap={6}>
        {facts.map((fact) => (
          <Badge key={fact} variant="default" size="lg" tt="none" fw={500}>
            {fact}
          </Badge>
        ))}
      </Group>
      {preview.speakers.length > 0 && (
        <Text size="sm" c="dimmed">
          {preview.speakers.map(({ speaker, lines }) => `${displayText(speaker)} ${t('file.lines', { count: lines })}`).join(' · ')}
          {preview.speakerCount > preview.speakers.length && ' …'}
        </Text>
      )}
    </Stack>
  );
}
