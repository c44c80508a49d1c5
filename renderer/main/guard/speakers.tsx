import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sideOf, sides } from '../../../electron/contract/constants.ts';
import type { Line, Mark, Meeting } from '../../../electron/contract/domain.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import type { Attempt } from '../../shared/attempt.ts';

/** So many names have a chip; in a larger meeting, those who spoke first. */
const mostChips = 8;

/** The names found in the lines: a click says who is 我 and who is 对方. */
export function Speakers(props: { meeting: Meeting; lines: readonly Line[]; attempt: Attempt }) {
  const { t } = useTranslation();
  const { meeting, lines } = props;
  const names = useMemo(() => [...new Set(lines.flatMap((line) => line.speaker ?? []))].slice(0, mostChips), [lines]);
  if (names.length === 0) return null;
  const mark = (speaker: string, side: Mark['side'] | null) =>
    void props.attempt((call) => call('meeting.mark', { id: meeting.id, speaker, side }));
  return (
    <Group gap="xs" role="group" aria-label={t('speakers.title')}>
      <Text size="sm" c="dimmed">
        {t(meeting.marks.some((one) => one.side === 'self') ? 'speakers.title' : 'speakers.who')}
      </Text>
      {names.map((name) => (
        <Chip key={name} name={name} side={sideOf(meeting.marks, name)} mark={(side) => mark(name, side)} />
      ))}
    </Group>
  );
}

function Chip({ name, side, mark }: { name: string; side: Mark['side'] | null; mark: (side: Mark['side'] | null) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const choose = (chosen: Mark['side'] | null) => {
    setOpen(false);
    mark(chosen);
  };
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          radius="xl"
          variant={side === 'self' ? 'filled' : side ? 'light' : 'default'}
          onClick={() => setOpen(!open)}
        >
          {displayText(name)}
          {side && ` · ${t(`speakers.${side}`)}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={displayText(name)}>
        <Stack gap={2}>
          {[...sides, ...(side ? [null] : [])].map((one) => (
            <Button key={one} variant="subtle" size="compact-sm" justify="flex-start" onClick={() => choose(one)}>
              {t(one ? `speakers.is.${one}` : 'speakers.none')}
            </Button>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
