import { Alert, Button, Checkbox, Group, PasswordInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServerCheck, ServerState } from '../../../electron/contract/ipc.ts';
import { useAttempt, type Work } from '../../shared/attempt.ts';
import { inSeconds } from '../../shared/format.ts';
import { Problem } from '../problem.tsx';

const empty = { url: '', key: '', model: '', agreed: false };

/** The address, key and model of a server; a check of the connection; the consent. */
export function ServerForm({ changed }: { changed: (state: ServerState) => void }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(empty);
  const { checked, busy, failure, check, use } = useServer(changed);
  const set = (change: Partial<typeof empty>) => setFields((now) => ({ ...now, ...change }));
  const { url, key, model, agreed } = fields;
  const server = { url, model, key: key === '' ? null : key };
  return (
    <>
      <Text size="sm">{t('server.what')}</Text>
      <TextInput
        label={t('server.url')}
        placeholder="https://models.example.com/v1"
        value={url}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('server.keyLabel')}
        description={t('server.keyHint')}
        value={key}
        onChange={(event) => set({ key: event.currentTarget.value })}
        visibilityToggleButtonProps={{ 'aria-label': t('server.keyShow') }}
      />
      <TextInput
        label={t('server.model')}
        description={checked && checked.models.length > 0 ? checked.models.join(t('models.comma')) : t('server.modelHint')}
        value={model}
        onChange={(event) => set({ model: event.currentTarget.value })}
      />
      <Problem failure={failure} testId="server-failure" />
      {checked && checked.ms !== null && (
        <Alert color="shield" role="status">
          {t('server.works', { seconds: inSeconds(checked.ms) })}
        </Alert>
      )}
      <Group>
        <Button variant="default" loading={busy} disabled={url === ''} onClick={() => check(server, (first) => set({ model: first }))}>
          {t('server.check')}
        </Button>
      </Group>
      <Checkbox
        label={t('server.agree', { host: hostOf(url) || t('server.thatServer') })}
        checked={agreed}
        onChange={(event) => set({ agreed: event.currentTarget.checked })}
      />
      <Group>
        <Button disabled={!agreed || url === '' || model === '' || busy} onClick={() => use(server)}>
          {t('server.use')}
        </Button>
      </Group>
    </>
  );
}

interface ServerInput {
  url: string;
  model: string;
  key: string | null;
}

/** The calls of the form. `checked`: the result of the newest check, kept while another one runs. */
function useServer(changed: (state: ServerState) => void) {
  const { attempt, failure } = useAttempt();
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState<ServerCheck | null>(null);
  const run = async (work: Work) => {
    setBusy(true);
    setChecked((known) => known && { ...known, ms: null });
    await attempt(work);
    setBusy(false);
  };
  /** @param choose gets the server's first model when the user named none. */
  const check = (server: ServerInput, choose: (model: string) => void) =>
    void run(async (call) => {
      const listed = await call('server.check', server);
      const [first] = listed.models;
      if (server.model !== '' || first === undefined) {
        setChecked(listed);
        return;
      }
      choose(first);
      setChecked({ ...listed, ms: null });
      const { ms } = await call('server.check', { ...server, model: first });
      setChecked({ ...listed, ms });
    });
  const use = (server: ServerInput) => void run(async (call) => changed(await call('server.use', { ...server, agreed: true })));
  return { checked, busy, failure, check, use };
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
