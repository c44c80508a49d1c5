import { Alert, Button, Card, Code, Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attempt } from '../../shared/attempt.ts';
import type { Live } from '../../shared/live.ts';

/** The local API: a switch, its address, how many programs use it, and its token, which is shown once. */
export function LocalApiPanel({ live, attempt }: { live: Live; attempt: Attempt }) {
  const { t } = useTranslation();
  const [token, setToken] = useState<string | null>(null);
  const on = live.settings.localApi;
  const { api } = live.inputs;
  const turn = (wanted: boolean) => void attempt(async (call) => setToken((await call('api.switch', { on: wanted })).token));
  const renew = () => void attempt(async (call) => setToken((await call('api.renew')).token));
  return (
    <Card withBorder data-testid="local-api">
      <Stack gap="sm">
        <Title order={3} size="h5">
          {t('api.title')}
        </Title>
        <Switch label={t('api.switch')} description={t('api.what')} checked={on} onChange={(event) => turn(event.currentTarget.checked)} />
        {on && !api && <Alert color="orange">{t('error.api-failed')}</Alert>}
        {on && api && (
          <>
            <Text size="sm">
              {t('api.address')} <Code>{`http://127.0.0.1:${api.port}/v1/lines`}</Code>
            </Text>
            <Text size="sm" role="status">
              {t(api.connected > 0 ? 'api.connected' : 'api.nobody', { count: api.connected })}
            </Text>
            {token ? (
              <Token token={token} done={() => setToken(null)} />
            ) : (
              <Group>
                <Button variant="default" size="xs" onClick={renew}>
                  {t('api.renew')}
                </Button>
                <Text size="xs" c="dimmed">
                  {t('api.renewHint')}
                </Text>
              </Group>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}

function Token({ token, done }: { token: string; done: () => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const copy = () => {
    field.current?.select();
    // The page may not write to the clipboard (navigator.clipboard needs a permission). Copying a selection needs none.
    document.execCommand('copy');
  };
  return (
    <Alert color="shield" title={t('api.token')}>
      <Stack gap="xs">
        <Text size="sm">{t('api.tokenOnce')}</Text>
        <TextInput ref={field} readOnly value={token} aria-label={t('api.token')} onFocus={(event) => event.currentTarget.select()} />
        <Group>
          <Button size="xs" onClick={copy}>
            {t('api.copy')}
          </Button>
          <Button size="xs" variant="default" onClick={done}>
            {t('api.copied')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
