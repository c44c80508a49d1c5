import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Side, sideOf, sides } from '../../../electron/contract/constants.ts';
import type { Line, Meeting } from '../../../electron/contract/domain.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import type { Attempt } from '../../shared/attempt.ts';

/** In a larger meeting only the first speakers get a chip. */
const maxChips = 8;

/** The speakers' names. A click on one says whether it is 我 or 对方. */
export function Speakers(props: { meeting: Meeting; lines: readonly Line[]; attempt: Attempt }) {
  const { t } = useTranslation();
  const { meeting, lines } = props;
  const names = useMemo(() => [...new Set(lines.flatMap((line) => line.speaker ?? []))].slice(0, maxChips), [lines]);
  if (names.length === 0) return null;
  const mark = (speaker: string, side: Side | null) =>
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

function chipVariant(side: Side | null): 'filled' | 'light' | 'default' {
  if (side === 'self') return 'filled';
  return side ? 'light' : 'default';
}

function Chip({ name, side, mark }: { name: string; side: Side | null; mark: (side: Side | null) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const choose = (chosen: Side | null) => {
    setOpen(false);
    mark(chosen);
  };
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" radius="xl" variant={chipVariant(side)} onClick={() => setOpen(!open)}>
          {displayText(name)}
          {side && ` · ${t(`speakers.${side}`)}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={displayText(name)}>
        <Stack gap={2}>
          {sides.map((one) => (
            <Button key={one} variant="subtle" size="compact-sm" justify="flex-start" onClick={() => choose(one)}>
              {t(`speakers.is.${one}`)}
            </Button>
          ))}
          {side && (
            <Button variant="subtle" size="compact-sm" justify="flex-start" onClick={() => choose(null)}>
              {t('speakers.none')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
