import { Alert, Button, Card, Checkbox, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServerState } from '../../../electron/contract/ipc.ts';
import { useAttempt, useLoad, type Work } from '../../shared/attempt.ts';
import { Problem } from '../problem.tsx';

/** An organisation's own server: off until its address is given and the user agrees that what is said goes there. */
export function ServerPanel() {
  const { t } = useTranslation();
  const [state, setState] = useState<ServerState | null>(null);
  const load = useLoad(async (call) => setState(await call('server.state')));
  if (!state) return <Problem {...load} />;
  return (
    <Card withBorder data-testid="server">
      <Stack gap="sm">
        <Title order={3} size="h5">
          {t('server.title')}
        </Title>
        {state.server ? <InUse state={state} changed={setState} /> : <Form changed={setState} />}
      </Stack>
    </Card>
  );
}

function InUse({ state, changed }: { state: ServerState; changed: (state: ServerState) => void }) {
  const { t } = useTranslation();
  const { server, keyKept } = state;
  const { attempt, failure } = useAttempt();
  return (
    <>
      <Alert color="orange">{t('server.sending', { host: hostOf(server?.url ?? '') })}</Alert>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {server?.model} · {server?.url}
      </Text>
      <Text size="xs" c="dimmed">
        {t(`server.key.${keyKept}`)}
      </Text>
      <Problem failure={failure} testId="server-failure" />
      <Group>
        <Button variant="default" onClick={() => void attempt(async (call) => changed(await call('server.leave')))}>
          {t('server.leave')}
        </Button>
      </Group>
    </>
  );
}

function Form({ changed }: { changed: (state: ServerState) => void }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState('');
  const [model, setModel] = useState('');
  const [key, setKey] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [models, setModels] = useState<string[]>([]);
  const [seconds, setSeconds] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { attempt, failure } = useAttempt();
  const run = async (work: Work) => {
    setBusy(true);
    setSeconds(null);
    await attempt(work);
    setBusy(false);
  };
  const server = { url, model, key: key === '' ? null : key };
  const check: Work = async (call) => {
    const listed = await call('server.check', { ...server, model });
    setModels(listed.models);
    const first = model === '' ? listed.models[0] : undefined;
    if (first !== undefined) setModel(first);
    const answer = first === undefined ? listed : await call('server.check', { ...server, model: first });
    if (answer.ms !== null) setSeconds((answer.ms / 1_000).toFixed(1));
  };
  return (
    <>
      <Text size="sm">{t('server.what')}</Text>
      <TextInput
        label={t('server.url')}
        placeholder="https://models.example.com/v1"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('server.keyLabel')}
        description={t('server.keyHint')}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('server.keyShow') }}
      />
      <TextInput
        label={t('server.model')}
        description={models.length > 0 ? models.join(t('models.comma')) : t('server.modelHint')}
        value={model}
        onChange={(event) => setModel(event.currentTarget.value)}
      />
      <Problem failure={failure} testId="server-failure" />
      {seconds !== null && (
        <Alert color="shield" role="status">
          {t('server.works', { seconds })}
        </Alert>
      )}
      <Group>
        <Button variant="default" loading={busy} disabled={url === ''} onClick={() => void run(check)}>
          {t('server.check')}
        </Button>
      </Group>
      <Checkbox
        label={t('server.agree', { host: hostOf(url) || t('server.thatServer') })}
        checked={agreed}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
      <Group>
        <Button
          disabled={!agreed || url === '' || model === '' || busy}
          onClick={() => void run(async (call) => changed(await call('server.use', { ...server, agreed: true })))}
        >
          {t('server.use')}
        </Button>
      </Group>
    </>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
