import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line, Mark, Verdict } from '../../electron/contract/domain.ts';
import { sideOf } from '../../electron/contract/words.ts';
import { visible } from '../shared/visible.ts';
import { lineId } from './go-to-line.ts';
import { WhyPanel } from './why-panel.tsx';

/** The lines of a meeting with the risk after each. `follow` keeps the newest in sight. */
export function Transcript(props: {
  lines: readonly Line[];
  verdicts: ReadonlyMap<number, Verdict>;
  marks: readonly Mark[];
  follow: boolean;
}) {
  const end = useRef<HTMLDivElement>(null);
  const count = props.lines.length;
  useEffect(() => {
    if (props.follow && count > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [count, props.follow]);
  return (
    <>
      {props.lines.map((line) => (
        <TranscriptLine key={line.seq} line={line} verdict={props.verdicts.get(line.seq)} side={sideOf(props.marks, line.speaker)} />
      ))}
      <div ref={end} />
    </>
  );
}

function TranscriptLine({ line, verdict, side }: { line: Line; verdict: Verdict | undefined; side: Mark['side'] | null }) {
  const { t } = useTranslation();
  const level = verdict?.level ?? 'unknown';
  const evidence = (verdict?.cues.length ?? 0) > 0 && (level === 'watch' || level === 'danger');
  const percent = verdict ? Math.round(verdict.risk * 100) : 0;
  const [open, setOpen] = useState(false);
  const why = `why-${line.seq}`;
  return (
    <div id={lineId(line.seq)} tabIndex={-1} className={`line tone-${level} ${evidence ? 'evidence' : ''}`} data-testid="line">
      <span className="speaker" title={line.speaker ? visible(line.speaker) : undefined}>
        {side === 'self' && <b>{t('speakers.self')} </b>}
        {line.speaker && visible(line.speaker)}
        {line.offset !== undefined && <time>{clock(line.offset)}</time>}
      </span>
      <span className="said" data-testid="line-text">
        {visible(line.text)}
      </span>
      {verdict ? (
        <button type="button" className="risk" onClick={() => setOpen(!open)} aria-expanded={open} aria-controls={why}>
          <span className="tone-text">
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
}

/** ms from the start of a recording as 1:02:03 or 02:03. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${rest}` : rest;
}
