import { Button, Text } from '@mantine/core';
import { memo, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { sideOf } from '../../../electron/contract/constants.ts';
import type { Line, Mark, Verdict } from '../../../electron/contract/domain.ts';
import { displayText } from '../../../electron/text/invisible.ts';
import { lineId, onWanted } from './go-to-line.ts';
import { WhyPanel } from './why-panel.tsx';

/** So many lines are drawn at first, and more each time they are asked for: thousands would make the window slow. */
const portion = 300;

/** The lines of a meeting with the risk after each. `end`: the newest of them, kept in sight while `follow`; else from the first on. */
export function Transcript(props: {
  lines: readonly Line[];
  verdicts: ReadonlyMap<number, Verdict>;
  marks: readonly Mark[];
  from: 'start' | 'end';
  follow?: boolean;
}) {
  const { t } = useTranslation();
  const { lines, verdicts, marks, from, follow } = props;
  const end = useRef<HTMLDivElement>(null);
  const [most, setMost] = useState(portion);
  const count = lines.length;
  useEffect(() => {
    if (follow && count > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [count, follow]);
  useEffect(
    () =>
      onWanted((seq) => {
        const at = lines.findIndex((line) => line.seq === seq);
        // Drawn before this returns: whoever wants the line goes there next.
        if (at >= 0) flushSync(() => setMost((now) => Math.max(now, from === 'end' ? lines.length - at : at + 1)));
      }),
    [lines, from],
  );
  const shown = from === 'end' ? lines.slice(-most) : lines.slice(0, most);
  const more = count > most && (
    <Button variant="subtle" fullWidth onClick={() => setMost(most + portion)}>
      {t(from === 'end' ? 'guard.earlier' : 'guard.later', { count: count - most })}
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

const TranscriptLine = memo(function TranscriptLine(props: { line: Line; verdict: Verdict | undefined; side: Mark['side'] | null }) {
  const { t } = useTranslation();
  const { line, verdict, side } = props;
  const level = verdict?.level ?? 'unknown';
  const evidence = (verdict?.cues.length ?? 0) > 0 && (level === 'watch' || level === 'danger');
  const percent = verdict ? Math.round(verdict.risk * 100) : 0;
  const [open, setOpen] = useState(false);
  const why = `why-${line.seq}`;
  return (
    <div id={lineId(line.seq)} tabIndex={-1} className={`line level-${level} ${evidence ? 'evidence' : ''}`} data-testid="line">
      <span className="speaker" title={line.speaker ? displayText(line.speaker) : undefined}>
        {side === 'self' && <b>{t('speakers.self')} </b>}
        {line.speaker && displayText(line.speaker)}
        {line.offset !== undefined && <time>{clock(line.offset)}</time>}
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

/** ms from the start of a recording as 1:02:03 or 02:03. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${rest}` : rest;
}
