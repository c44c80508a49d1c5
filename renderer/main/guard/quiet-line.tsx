import { Button, Group, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GuardState } from '../../../electron/contract/domain.ts';
import type { Attempt } from '../../shared/attempt.ts';
import { timeOfDay } from '../../shared/format.ts';

/** Until when alerts are silenced, or the button that trusts this meeting. */
export function QuietLine({ state, attempt }: { state: GuardState; attempt: Attempt }) {
  const { t, i18n } = useTranslation();
  const { quiet } = state;
  if (quiet) {
    return (
      <Group gap="xs" wrap="nowrap">
        <Text size="xs" fw={600} data-testid="quiet">
          {t(`quiet.${quiet.kind}`, { time: timeOfDay(quiet.until, i18n.language) })}
        </Text>
        <Button size="compact-xs" variant="default" onClick={() => void attempt((call) => call('quiet.end'))}>
          {t('quiet.end')}
        </Button>
      </Group>
    );
  }
  // Trusting a red meeting would have no effect.
  if (state.level === 'danger') return null;
  return (
    <Tooltip label={t('quiet.hint')} multiline w={280} events={{ hover: true, focus: true, touch: false }}>
      <Button size="compact-xs" variant="subtle" color="gray" fw={400} onClick={() => void attempt((call) => call('quiet.allow'))}>
        {t('quiet.begin')}
      </Button>
    </Tooltip>
  );
}
