import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstalledModel } from '../../../electron/contract/models.ts';
import type { Attempt } from '../../shared/attempt.ts';

/** Asks first. Then a file in Huidun's folder is deleted, and a linked file is only taken off the list. */
export function RemoveButton({ model, attempt }: { model: InstalledModel; attempt: Attempt }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const own = model.place === 'own';
  const label = t(own ? 'models.remove' : 'models.forget');
  const remove = () => {
    setAsking(false);
    void attempt((call) => call('models.remove', { path: model.path }));
  };
  return (
    <>
      <Button variant="subtle" color="red" size="xs" aria-label={`${label} ${model.name}`} onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={label} centered>
        <Text mb="md" style={{ overflowWrap: 'anywhere' }}>
          {t(own ? 'models.removeAsk' : 'models.forgetAsk', { name: model.name })}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('models.cancel')}
          </Button>
          <Button color="red" onClick={remove}>
            {label}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
