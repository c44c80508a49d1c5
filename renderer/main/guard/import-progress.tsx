import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GuardState, Inputs } from '../../../electron/contract/domain.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import type { Attempt } from '../../shared/attempt.ts';
import type { Files } from './use-files.ts';

/** The progress of an import. Lines that go into a meeting of their own count once they are judged, not once they are stored. */
export function ImportProgress(props: { importing: Inputs['importing']; state: GuardState; attempt: Attempt }) {
  const { t } = useTranslation();
  const { importing, state, attempt } = props;
  if (!importing) return null;
  const done = Math.max(0, importing.done - (state.meeting?.source === 'import' ? state.waiting : 0));
  const text = t('file.progress', { name: displayText(importing.name), done, total: importing.total });
  return (
    <Alert color="shield" data-testid="importing">
      <Group wrap="nowrap">
        <Stack gap={6} flex={1}>
          <Text size="sm">{text}</Text>
          <Progress.Root>
            <Progress.Section value={(100 * done) / importing.total} aria-label={text} />
          </Progress.Root>
        </Stack>
        <Button variant="default" size="xs" onClick={() => void attempt((call) => call('file.cancel'))}>
          {t('file.stop')}
        </Button>
      </Group>
    </Alert>
  );
}

/** The result of an import. */
export function Imported({ files }: { files: Files }) {
  const { t } = useTranslation();
  const { result } = files;
  if (!result) return null;
  return (
    <Alert color="shield" data-testid="imported" withCloseButton closeButtonLabel="×" onClose={files.closeResult}>
      {t(result.stopped ? 'file.stopped' : 'file.done', { count: result.added })}
    </Alert>
  );
}
