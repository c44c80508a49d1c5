import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServerState } from '../../../electron/contract/ipc.ts';
import { useAttempt, useLoad } from '../../shared/attempt.ts';
import { Problem } from '../problem.tsx';
import { hostOf, ServerForm } from './server-form.tsx';

/** An organisation's own server. It is off until the user gives its address and agrees that what is said goes there. */
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
        {state.server ? <ServerInUse state={state} changed={setState} /> : <ServerForm changed={setState} />}
      </Stack>
    </Card>
  );
}

function ServerInUse({ state, changed }: { state: ServerState; changed: (state: ServerState) => void }) {
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
