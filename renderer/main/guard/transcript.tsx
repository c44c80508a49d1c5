import { Button, Text } from '@mantine/core';
import { memo, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { type Side, sideOf } from '../../../electron/contract/constants.ts';
import type { Line, Mark, Verdict } from '../../../electron/contract/domain.ts';
import { raised } from '../../../electron/contract/levels.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import { inPercent, recordingTime } from '../../shared/format.ts';
import { lineId, onDrawLine } from './go-to-line.ts';
import { WhyPanel } from './why-panel.tsx';

/** This many lines are drawn at first, and as many again with each click: thousands at once would make the window slow. */
const portion = 300;

interface TranscriptProps {
  lines: readonly Line[];
  /** By the line's number. */
  verdicts: ReadonlyMap<number, Verdict>;
  marks: readonly Mark[];
  /** Which lines of a long meeting are drawn first: its oldest or its newest. */
  from: 'start' | 'end';
  /** Scrolls to each new line. */
  follow?: boolean;
}

/** The lines of a meeting, with the risk after each. */
export function Transcript(props: TranscriptProps) {
  const { t } = useTranslation();
  const { lines, verdicts, marks, from, follow } = props;
  const end = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(portion);
  const count = lines.length;
  useEffect(() => {
    if (follow && count > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [count, follow]);
  useEffect(
    () =>
      onDrawLine((seq) => {
        const at = lines.findIndex((line) => line.seq === seq);
        const needed = from === 'end' ? lines.length - at : at + 1;
        // The caller goes to the line next, so it is drawn at once.
        if (at >= 0) flushSync(() => setDrawn((now) => Math.max(now, needed)));
      }),
    [lines, from],
  );
  const shown = from === 'end' ? lines.slice(-drawn) : lines.slice(0, drawn);
  const more = count > drawn && (
    <Button variant="subtle" fullWidth onClick={() => setDrawn(drawn + portion)}>
      {t(from === 'end' ? 'guard.earlier' : 'guard.later', { count: count - drawn })}
    </Button>
  );
  return (
    <>
      {from === 'end' && more}
      {shown.map((line) => (
        <TranscriptLine key={line.seq} line={line} verdict={verdicts.get(line.seq)} side={sideOf(marks, line.speaker)} />
      ))}
      {from === 'start' && more}
      <div ref={end} />
    </>
  );
}

interface TranscriptLineProps {
  line: Line;
  /** Undefined while the line waits for it. */
  verdict: Verdict | undefined;
  side: Side | null;
}

const TranscriptLine = memo(function TranscriptLine(props: TranscriptLineProps) {
  const { t } = useTranslation();
  const { line, verdict, side } = props;
  const level = verdict?.level ?? 'unknown';
  const evidence = raised(level) && (verdict?.cues.length ?? 0) > 0;
  const percent = inPercent(verdict?.risk ?? 0);
  const [open, setOpen] = useState(false);
  const why = `why-${line.seq}`;
  return (
    <div id={lineId(line.seq)} tabIndex={-1} className={`line level-${level} ${evidence ? 'evidence' : ''}`} data-testid="line">
      <span className="speaker" title={line.speaker ? displayText(line.speaker) : undefined}>
        {side === 'self' && <b>{t('speakers.self')} </b>}
        {line.speaker && displayText(line.speaker)}
        {line.offset !== undefined && <time>{recordingTime(line.offset)}</time>}
      </span>
      <span className="said" data-testid="line-text">
        {displayText(line.text)}
      </span>
      {verdict ? (
        <button type="button" className="risk" onClick={() => setOpen(!open)} aria-expanded={open} aria-controls={why}>
          <span className="level-text">
            {t('guard.risk', { percent })} <em>{t('why.open')}</em>
          </span>
          <span className="meter">
            <i style={{ width: `${percent}%` }} />
          </span>
        </button>
      ) : (
        <Text size="xs" c="dimmed" ta="right">
          {t('guard.judging')}
        </Text>
      )}
      {open && verdict && <WhyPanel verdict={verdict} id={why} />}
    </div>
  );
});
