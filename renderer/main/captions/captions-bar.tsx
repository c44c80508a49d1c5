import './captions.css';
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Captions } from '../../../electron/contract/capture.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import type { Attempt } from '../../shared/attempt.ts';
import { CaptureDialog } from './capture-dialog.tsx';
import { type CaptureDialogState, useCaptureDialog, usePreview } from './use-capture-dialog.ts';

/** Captions from the screen: the button that begins, what is read now, or, in large letters, that reading has stopped. */
export function CaptionsBar({ captions, attempt }: { captions: Captions | null; attempt: Attempt }) {
  const dialog = useCaptureDialog(captions, attempt);
  return (
    <>
      {!captions && <Begin dialog={dialog} />}
      {captions?.state === 'reading' && <Reading captions={captions} dialog={dialog} attempt={attempt} />}
      {captions && captions.state !== 'reading' && <Stopped captions={captions} dialog={dialog} attempt={attempt} />}
      <CaptureDialog dialog={dialog} />
    </>
  );
}

function Begin({ dialog }: { dialog: CaptureDialogState }) {
  const { t } = useTranslation();
  return (
    <Group gap="sm">
      <Button variant="light" onClick={dialog.open}>
        {t('capture.title')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('capture.hint')}
      </Text>
    </Group>
  );
}

interface RunningProps {
  captions: Captions;
  dialog: CaptureDialogState;
  attempt: Attempt;
}

function Reading({ captions, dialog, attempt }: RunningProps) {
  const { t } = useTranslation();
  const preview = usePreview(false);
  const growing = preview?.open.at(-1)?.text;
  return (
    <Group className="captions" wrap="nowrap" data-testid="captions" data-state="reading">
      <span className="live" aria-hidden="true" />
      <Stack gap={0} flex={1} miw={0}>
        <Text size="xs" c="dimmed" truncate>
          {t('capture.reading')} · {captions.choice.id.startsWith('screen') ? t('capture.screens') : displayText(captions.name)}
        </Text>
        <Text size="sm" truncate data-testid="growing">
          {growing ? displayText(growing) : t('capture.waiting')}
        </Text>
      </Stack>
      <Button size="compact-sm" variant="default" onClick={() => dialog.reframe(captions)}>
        {t('capture.again')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => void attempt((call) => call('capture.stop'))}>
        {t('capture.stop')}
      </Button>
    </Group>
  );
}

/** Large, so that the user does not believe that the app still listens. */
function Stopped({ captions, dialog, attempt }: RunningProps) {
  const { t } = useTranslation();
  const { state, why, choice } = captions;
  const sentence = () => {
    if (state === 'stopped' && why === 'recogniser') return t('capture.recogniserGone');
    return why && t(`capture.why.${why}`);
  };
  return (
    <Alert color="var(--stopped)" variant="filled" role="alert" data-testid="captions" data-state={state} data-why={why ?? ''}>
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={2}>
          <Title order={2}>{t('capture.stopped')}</Title>
          <Text>{sentence()}</Text>
        </Stack>
        <Stack gap={6}>
          {why === 'refused' && (
            <Button variant="white" color="dark" onClick={() => void attempt((call) => call('capture.permission'))}>
              {t('capture.permission')}
            </Button>
          )}
          {state === 'stopped' && why !== 'closed' && (
            <Button variant="white" color="dark" onClick={() => void attempt((call) => call('capture.start', choice))}>
              {t('capture.restart')}
            </Button>
          )}
          <Button variant="white" color="dark" onClick={() => (why === 'closed' ? dialog.open() : dialog.reframe(captions))}>
            {t(why === 'closed' ? 'capture.back' : 'capture.again')}
          </Button>
          <Button variant="white" color="dark" onClick={() => void attempt((call) => call('capture.stop'))}>
            {t('capture.stop')}
          </Button>
        </Stack>
      </Group>
    </Alert>
  );
}
