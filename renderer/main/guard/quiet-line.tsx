import { Button, Group, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GuardState } from '../../../electron/contract/domain.ts';
import type { Attempt } from '../../shared/attempt.ts';
import { useClock } from '../../shared/when.ts';

/** Whether alerts stay away for now, and until when; or the way to trust this meeting. */
export function QuietLine({ state, attempt }: { state: GuardState; attempt: Attempt }) {
  const { t } = useTranslation();
  const clock = useClock();
  const { quiet } = state;
  if (quiet) {
    return (
      <Group gap="xs" wrap="nowrap">
        <Text size="xs" fw={600} data-testid="quiet">
          {t(`quiet.${quiet.kind}`, { time: clock(quiet.until) })}
        </Text>
        <Button size="compact-xs" variant="default" onClick={() => void attempt((call) => call('quiet.end'))}>
          {t('quiet.end')}
        </Button>
      </Group>
    );
  }
  // In a red meeting there is nothing to trust, and it would change nothing.
  if (state.level === 'danger') return null;
  return (
    <Tooltip label={t('quiet.hint')} multiline w={280} events={{ hover: true, focus: true, touch: false }}>
      <Button size="compact-xs" variant="subtle" color="gray" fw={400} onClick={() => void attempt((call) => call('quiet.allow'))}>
        {t('quiet.begin')}
      </Button>
    </Tooltip>
  );
}
