import { Button, Center, Group, Loader, Modal, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting, MeetingRecord } from '../../../electron/contract/domain.ts';
import { useAttempt, useLoad } from '../../shared/attempt.ts';
import { dateAndTime } from '../../shared/format.ts';
import type { Live } from '../../shared/live.ts';
import { Shield } from '../../shared/shield.tsx';
import { AlertNote } from '../guard/alert-note.tsx';
import { peakOf, StageLine } from '../guard/stage-line.tsx';
import { Transcript } from '../guard/transcript.tsx';
import { Problem } from '../problem.tsx';

const pageSize = 50;

export function HistoryPage({ live }: { live: Live }) {
  const { t } = useTranslation();
  const [meetings, setMeetings] = useState<Meeting[] | null>(null);
  const [record, setRecord] = useState<MeetingRecord | null>(null);
  const { attempt, failure, forget } = useAttempt();
  // A meeting that begins or ends changes the list.
  const list = useLoad(async (call) => setMeetings(await call('history.list', { limit: pageSize })), [live.state.meeting?.id]);
  const open = (id: number) => attempt(async (call) => setRecord(await call('history.open', { id })));
  const more = () =>
    attempt(async (call) => {
      const older = await call('history.list', { limit: pageSize, before: meetings?.at(-1)?.id });
      setMeetings([...(meetings ?? []), ...older]);
    });
  const removed = (id: number) => {
    setMeetings((meetings ?? []).filter((meeting) => meeting.id !== id));
    setRecord(null);
  };
  if (record) return <MeetingPage record={record} back={() => setRecord(null)} removed={removed} />;
  if (!meetings) {
    return <Center h="100%">{list.failure ? <Problem {...list} /> : <Loader aria-label={t('history.loading')} />}</Center>;
  }
  return (
    <Stack gap="sm" mih="100%">
      <Title order={2} size="h3">
        {t('nav.history')}
      </Title>
      <Problem {...list} />
      <Problem failure={failure} close={forget} />
      {meetings.length === 0 && (
        <div className="empty">
          <Shield level="unknown" size={54} />
          <Title order={3} size="h4">
            {t('history.emptyTitle')}
          </Title>
          <Text c="dimmed" size="sm">
            {t('history.empty')}
          </Text>
        </div>
      )}
      {meetings.map((meeting) => (
        <MeetingRow key={meeting.id} meeting={meeting} open={() => void open(meeting.id)} />
      ))}
      {meetings.length > 0 && meetings.length % pageSize === 0 && (
        <Button variant="default" onClick={() => void more()}>
          {t('history.more')}
        </Button>
      )}
    </Stack>
  );
}

function MeetingRow({ meeting, open }: { meeting: Meeting; open: () => void }) {
  const { t, i18n } = useTranslation();
  return (
    <button type="button" className={`row level-${meeting.maxLevel}`} onClick={open} data-testid="meeting">
      <Shield level={meeting.maxLevel} size={30} />
      <Stack gap={2} flex={1}>
        <Text fw={600}>{meeting.title || t('guard.untitled')}</Text>
        <Text size="xs" c="dimmed">
          {dateAndTime(meeting.startedAt, i18n.language)} · {t(`history.source.${meeting.source}`)} ·{' '}
          {t('history.lines', { count: meeting.lines })}
        </Text>
      </Stack>
      <Stack gap={2} align="flex-end">
        <Text size="sm" fw={600} className="level-text">
          {t(`level.${meeting.maxLevel}`)}
        </Text>
        <Text size="xs" c="dimmed">
          {meeting.alerts > 0 ? t('history.alerts', { count: meeting.alerts }) : t('history.noAlerts')}
        </Text>
      </Stack>
    </button>
  );
}

function MeetingPage(props: { record: MeetingRecord; back: () => void; removed: (id: number) => void }) {
  const { t, i18n } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { attempt, failure, forget } = useAttempt();
  const { meeting, lines, verdicts, alerts } = props.record;
  const remove = () => {
    setAsking(false);
    void attempt(async (call) => {
      await call('history.remove', { id: meeting.id });
      props.removed(meeting.id);
    });
  };
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Button variant="default" onClick={props.back}>
          ← {t('history.back')}
        </Button>
        <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
          {t('history.remove')}
        </Button>
      </Group>
      <div>
        <Title order={2} size="h3">
          {meeting.title || t('guard.untitled')}
        </Title>
        <Text size="sm" c="dimmed">
          {dateAndTime(meeting.startedAt, i18n.language)} · {t(`level.${meeting.maxLevel}`)}
        </Text>
        <Group mt="xs" className={`level-${meeting.maxLevel}`}>
          <StageLine verdict={peakOf(verdicts)} />
        </Group>
      </div>
      <Problem failure={failure} close={forget} />
      {alerts.length > 0 && (
        <Stack gap="xs">
          <Title order={3} size="h5">
            {t('history.alertsTitle')}
          </Title>
          {alerts.map((alert) => (
            <AlertNote
              key={alert.id}
              alert={alert}
              last={alerts.findLast((one) => one.episode === alert.episode) === alert}
              attempt={attempt}
            />
          ))}
        </Stack>
      )}
      <div className="lines">
        <Transcript
          lines={lines}
          verdicts={new Map(verdicts.map((verdict) => [verdict.seq, verdict]))}
          marks={meeting.marks}
          from="start"
        />
      </div>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('history.remove')} centered>
        <Text mb="md">{t('history.removeAsk')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('history.cancel')}
          </Button>
          <Button color="red" onClick={remove}>
            {t('history.remove')}
          </Button>
        </Group>
      </Modal>
    </Stack>
  );
}
