import { Alert, Badge, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, GuardState } from '../../electron/contract/domain.ts';
import type { SampleInfo } from '../../electron/contract/ipc.ts';
import { stages } from '../../electron/contract/words.ts';
import { call, failureOf } from '../bridge.ts';
import type { Live } from '../shared/live.ts';
import { Shield } from '../shared/shield.tsx';
import { ModelLine } from './model-line.tsx';
import { Speakers } from './speakers.tsx';
import { Transcript } from './transcript.tsx';

export function GuardPage({ live }: { live: Live }) {
  const { t } = useTranslation();
  const { state } = live;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [dropping, setDropping] = useState(false);
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(failureOf(error));
      return false;
    }
  };
  const open = (file: File) =>
    attempt(async () => call('lines.import', { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDropping(false);
    const file = event.dataTransfer.files[0];
    if (file) void open(file);
  };
  const problem = failure ?? state.problem;
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
        <Status state={state} attempt={attempt} />
        {state.interrupted && !state.guarding && <Interrupted state={state} attempt={attempt} />}
        {problem && (
          <Alert color="orange" role="alert" data-testid="problem" withCloseButton={failure !== null} onClose={() => setFailure(null)}>
            {t(`error.${problem.code}`)}
          </Alert>
        )}
        {state.meeting && <Speakers meeting={state.meeting} lines={live.lines} attempt={attempt} />}
      </Stack>
      <div className="lines" role="log" aria-label={t('guard.transcript')}>
        {live.lines.length > 0 ? (
          <Transcript lines={live.lines} verdicts={live.verdicts} marks={live.meeting?.marks ?? []} follow={state.guarding} />
        ) : (
          <Empty state={state} attempt={attempt} />
        )}
      </div>
      <PasteBox waiting={state.waiting} attempt={attempt} open={open} />
    </section>
  );
}

type Attempt = (work: () => Promise<unknown>) => Promise<boolean>;

function Status({ state, attempt }: { state: GuardState; attempt: Attempt }) {
  const { t } = useTranslation();
  const level = state.guarding ? state.level : 'unknown';
  // In a calm meeting a cue by itself is no stage of a fraud.
  const raised = level === 'watch' || level === 'danger';
  const reached = raised && state.stage ? stages.indexOf(state.stage) : -1;
  return (
    <div className={`status tone-${level}`} data-testid="status" data-level={level}>
      <Shield level={level} size={46} />
      <Stack gap={2} flex={1}>
        <Group gap="sm">
          <Title order={2} size="h3" className="tone-text">
            {t(state.guarding ? `level.${level}` : 'guard.off')}
          </Title>
          {state.kind && raised && (
            <Badge size="lg" variant="light" color={level === 'danger' ? 'red' : 'yellow'}>
              {t(`kind.${state.kind}`)}
            </Badge>
          )}
        </Group>
        <Text size="sm" aria-live="polite">
          {t(state.guarding ? `levelLong.${level}` : 'guard.offHint')}
        </Text>
        <ModelLine state={state} />
      </Stack>
      <Stack gap="xs" align="flex-end">
        {state.guarding ? (
          <Button variant="default" onClick={() => void attempt(() => call('guard.stop'))}>
            {t('guard.stop')}
          </Button>
        ) : (
          <Button onClick={() => void attempt(() => call('guard.start', {}))}>{t('guard.start')}</Button>
        )}
        {state.guarding && (
          <div className="stages">
            {stages.map((stage, i) => (
              <span key={stage} data-reached={i <= reached || undefined}>
                {t(`stage.${stage}`)}
              </span>
            ))}
          </div>
        )}
      </Stack>
    </div>
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
          <Button size="xs" onClick={() => void attempt(() => call('guard.resume', { id }))}>
            {t('guard.resume')}
          </Button>
          <Button size="xs" variant="default" onClick={() => void attempt(() => call('guard.forget', { id }))}>
            {t('guard.forget')}
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}

function Empty({ state, attempt }: { state: GuardState; attempt: Attempt }) {
  const { t, i18n } = useTranslation();
  const [samples, setSamples] = useState<SampleInfo[]>([]);
  useEffect(() => {
    void call('sample.list').then(setSamples);
  }, []);
  const language = i18n.language === 'en-US' ? 'en-US' : 'zh-CN';
  return (
    <div className="empty">
      <Title order={3} size="h4">
        {t('guard.emptyTitle')}
      </Title>
      <Text c="dimmed" size="sm">
        {t('guard.emptyOn')}
      </Text>
      {!state.guarding && (
        <>
          <Text fw={600} mt="lg" size="sm">
            {t('guard.sample')}
          </Text>
          <Group justify="center">
            {samples.map((sample) => (
              <Button key={sample.id} variant="light" onClick={() => void attempt(() => call('sample.play', { id: sample.id }))}>
                {t(sample.label === 'fraud' ? 'guard.sampleFraud' : 'guard.sampleNormal')}：{sample.title[language]}
              </Button>
            ))}
          </Group>
        </>
      )}
    </div>
  );
}

function PasteBox(props: { waiting: number; attempt: Attempt; open: (file: File) => Promise<boolean> }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const add = async () => {
    // The text stays in the box unless it was taken.
    if (await props.attempt(() => call('lines.paste', { text }))) setText('');
  };
  return (
    <Stack gap="xs">
      <Textarea
        aria-label={t('guard.paste')}
        placeholder={t('guard.pasteHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={6}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add();
        }}
      />
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {props.waiting > 0 ? t('guard.waiting', { count: props.waiting }) : t('guard.dropHint')}
        </Text>
        <Group gap="xs">
          <input
            ref={picker}
            type="file"
            hidden
            accept=".txt,.srt,.vtt,.jsonl"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) void props.open(file);
              event.currentTarget.value = '';
            }}
          />
          <Button variant="default" onClick={() => picker.current?.click()}>
            {t('guard.import')}
          </Button>
          <Button onClick={() => void add()}>{t('guard.add')}</Button>
        </Group>
      </Group>
    </Stack>
  );
}
