import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../electron/contract/domain.ts';
import { whyOf } from '../../shared/why.ts';
import { goToLine } from './go-to-line.ts';

/** 为什么提醒 or 为什么没有提醒, opened under a line of the transcript. */
export function WhyPanel({ verdict, id }: { verdict: Verdict; id: string }) {
  const { t } = useTranslation();
  const { title, sentences, cues, numbers } = whyOf(t, verdict);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <section ref={panel} className={`why-panel level-${verdict.level}`} id={id} aria-label={title} data-testid="why">
      <Text fw={700} size="sm" className="level-text">
        {title}
      </Text>
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      {cues.length > 0 && (
        <>
          <Text size="xs" c="dimmed" mt={4}>
            {t('why.heard')}
          </Text>
          <ul>
            {cues.map((cue) => (
              <li key={`${cue.seq} ${cue.text}`}>
                <button type="button" className="link" onClick={() => goToLine(cue.seq)} title={t('why.goTo', { line: cue.seq + 1 })}>
                  {cue.text}
                </button>
                <span>{cue.honest}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {numbers && (
        <Text size="xs" c="dimmed" mt={4}>
          {numbers}
        </Text>
      )}
    </section>
  );
}
