import { Alert, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuardState } from '../../../electron/contract/domain.ts';
import fileEndings from '../../../electron/contract/file-endings.json';
import type { SampleInfo } from '../../../electron/contract/ipc.ts';
import { type Attempt, useAttempt, useLoad } from '../../shared/attempt.ts';
import { type Live, newestVerdict, standingAlert } from '../../shared/live.ts';
import { Warning } from '../../shared/warning.tsx';
import { CaptionsBar } from '../captions/captions-bar.tsx';
import { Problem } from '../problem.tsx';
import { ClipboardLine } from './clipboard-line.tsx';
import { FileDialog } from './file-dialog.tsx';
import { Imported, ImportProgress } from './import-progress.tsx';
import { Speakers } from './speakers.tsx';
import { Status } from './status.tsx';
import { Transcript } from './transcript.tsx';
import { useFiles } from './use-files.ts';

export function GuardPage({ live }: { live: Live }) {
  const { t } = useTranslation();
  const { state } = live;
  const { attempt, failure, forget } = useAttempt();
  const [dropping, setDropping] = useState(false);
  const files = useFiles(attempt);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDropping(false);
    files.offer([...event.dataTransfer.files]);
  };
  const alert = standingAlert(live);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file has a button beside it
    <section
      className={`guard ${dropping ? 'dropping' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <Stack gap="sm">
        <Status state={state} inputs={live.inputs} verdict={newestVerdict(live)} attempt={attempt} />
        {alert && <Warning alert={alert} snoozeMinutes={state.snoozeMinutes} />}
        {state.interrupted && !state.guarding && <Interrupted state={state} attempt={attempt} />}
        <Problem failure={failure} close={forget} />
        {!failure && <Problem failure={state.problem} />}
        {(live.inputs.api?.connected ?? 0) > 0 && (
          <Text size="sm" c="dimmed" role="status" data-testid="api-connected">
            {t('api.sending')}
          </Text>
        )}
        {live.inputs.clipboard && <ClipboardLine attempt={attempt} />}
        <CaptionsBar captions={live.inputs.captions} attempt={attempt} />
        <ImportProgress importing={live.inputs.importing} state={state} attempt={attempt} />
        <Imported files={files} />
        {state.meeting && <Speakers meeting={state.meeting} lines={live.lines} attempt={attempt} />}
      </Stack>
      <div className="lines" role="log" aria-label={t('guard.transcript')}>
        {live.lines.length > 0 ? (
          <Transcript lines={live.lines} verdicts={live.verdicts} marks={live.meeting?.marks ?? []} from="end" follow={state.guarding} />
        ) : (
          <Empty state={state} reading={live.inputs.captions !== null} attempt={attempt} />
        )}
      </div>
      <PasteBox waiting={state.waiting} attempt={attempt} open={files.offer}>
        {state.guarding && !live.inputs.clipboard && (
          <Button variant="subtle" onClick={() => void attempt((call) => call('clipboard.watch', { on: true }))}>
            {t('clipboard.start')}
          </Button>
        )}
      </PasteBox>
      <FileDialog files={files} guarding={state.guarding} />
    </section>
  );
}

function Interrupted({ state, attempt }: { state: GuardState; attempt: Attempt }) {
  const { t } = useTranslation();
  const id = state.interrupted?.id ?? 0;
  return (
    <Alert color="shield" data-testid="interrupted">
      <Group justify="space-between">
        <Text size="sm">{t('guard.interrupted')}</Text>
        <Group gap="xs">
          <Button size="xs" onClick={() => void attempt((call) => call('guard.resume', { id }))}>
            {t('guard.resume')}
          </Button>
          <Button size="xs" variant="default" onClick={() => void attempt((call) => call('guard.forget', { id }))}>
            {t('guard.forget')}
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}

function Empty({ state, reading, attempt }: { state: GuardState; reading: boolean; attempt: Attempt }) {
  const { t, i18n } = useTranslation();
  const [samples, setSamples] = useState<SampleInfo[]>([]);
  const load = useLoad(async (call) => setSamples(await call('sample.list')));
  const language = i18n.language === 'en-US' ? 'en-US' : 'zh-CN';
  return (
    <div className="empty">
      <Title order={3} size="h4">
        {t('guard.emptyTitle')}
      </Title>
      <Text c="dimmed" size="sm">
        {t(reading ? 'capture.first' : 'guard.emptyOn')}
      </Text>
      {!state.guarding && (
        <>
          <Text fw={600} mt="lg" size="sm">
            {t('guard.sample')}
          </Text>
          <Problem {...load} />
          <Group justify="center">
            {samples.map((sample) => (
              <Button key={sample.id} variant="light" onClick={() => void attempt((call) => call('sample.play', { id: sample.id }))}>
                {t(sample.label === 'fraud' ? 'guard.sampleFraud' : 'guard.sampleNormal')}：{sample.title[language]}
              </Button>
            ))}
          </Group>
        </>
      )}
    </div>
  );
}

interface PasteBoxProps {
  /** Lines that wait for a verdict. */
  waiting: number;
  attempt: Attempt;
  open: (files: File[]) => void;
  /** Further buttons. */
  children?: ReactNode;
}

function PasteBox(props: PasteBoxProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  // Nothing in the pasted text was new.
  const [known, setKnown] = useState(false);
  const add = () =>
    props.attempt(async (call) => {
      const { added } = await call('lines.paste', { text });
      // The text stays in the box when the call fails.
      setText('');
      setKnown(added === 0);
    });
  const waiting = props.waiting > 0 ? t('guard.waiting', { count: props.waiting }) : t('guard.dropHint');
  return (
    <Stack gap="xs">
      <Textarea
        aria-label={t('guard.paste')}
        placeholder={t('guard.pasteHint')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setKnown(false);
        }}
        autosize
        minRows={2}
        maxRows={6}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add();
        }}
      />
      <Group justify="space-between">
        <Text size="xs" c="dimmed" role="status">
          {known ? t('guard.known') : waiting}
        </Text>
        <Group gap="xs">
          <input
            ref={picker}
            type="file"
            hidden
            multiple
            accept={fileEndings.map((ending) => `.${ending}`).join(',')}
            onChange={(event) => {
              props.open([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
          {props.children}
          <Button variant="default" onClick={() => picker.current?.click()}>
            {t('guard.import')}
          </Button>
          <Button onClick={() => void add()}>{t('guard.add')}</Button>
        </Group>
      </Group>
    </Stack>
  );
}
