import { Popover, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { levels, stages } from '../../../electron/contract/constants.ts';
import type { CueInForce, Stage, Verdict } from '../../../electron/contract/domain.ts';
import { cueName } from '../../shared/why.ts';
import { goToLine } from './go-to-line.ts';

/** 接触 → 施压 → 隔离 → 控制 → 索要, each with the lines it rests on. In a calm meeting a cue by itself is no stage of a fraud. */
export function StageLine({ verdict }: { verdict: Verdict | null | undefined }) {
  const { t } = useTranslation();
  const raised = verdict?.level === 'watch' || verdict?.level === 'danger';
  const cues = raised ? (verdict.reasons?.cues ?? []) : [];
  const reached = raised && verdict.stage ? stages.indexOf(verdict.stage) : -1;
  return (
    <ol className="stages" aria-label={t('why.stages')} data-testid="stages">
      {stages.map((stage, i) => (
        <li key={stage}>
          <StageChip stage={stage} cues={cues.filter((cue) => cue.stage === stage)} newest={i === reached} />
        </li>
      ))}
    </ol>
  );
}

function StageChip({ stage, cues, newest }: { stage: Stage; cues: readonly CueInForce[]; newest: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (cues.length === 0) return <span className="stage">{t(`stage.${stage}`)}</span>;
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus position="bottom-end">
      <Popover.Target>
        <button type="button" className="stage" data-reached data-newest={newest || undefined} onClick={() => setOpen(!open)}>
          {t(`stage.${stage}`)}
        </button>
      </Popover.Target>
      <Popover.Dropdown p="xs" maw={360} aria-label={t(`stage.${stage}`)}>
        <Stack gap={4}>
          <Text size="sm">{t(`stageAdvice.${stage}.why`)}</Text>
          {[...cues]
            .sort((a, b) => a.seq - b.seq)
            .map((cue) => (
              <button
                key={cue.cue}
                type="button"
                className="link"
                onClick={() => {
                  setOpen(false);
                  // After the popover has given the keyboard back.
                  setTimeout(() => goToLine(cue.seq), 50);
                }}
              >
                {t('why.cue', { line: cue.seq + 1, name: cueName(t, cue.cue) })}
              </button>
            ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Where a meeting stood at its worst: the last verdict of its highest level. */
export function peakOf(verdicts: readonly Verdict[]): Verdict | undefined {
  const worst = Math.max(...verdicts.map((verdict) => levels.indexOf(verdict.level)));
  return verdicts.findLast((verdict) => levels.indexOf(verdict.level) === worst);
}
