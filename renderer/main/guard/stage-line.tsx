import { Popover, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stages } from '../../../electron/contract/constants.ts';
import type { CueInForce, Stage, Verdict } from '../../../electron/contract/domain.ts';
import { raised, rank } from '../../../electron/contract/levels.ts';
import { cueName } from '../../shared/why.ts';
import { goToLine } from './go-to-line.ts';

/**
 * 接触 → 施压 → 隔离 → 控制 → 索要, each stage with the lines that show it. In a calm meeting no stage counts as reached:
 * a single cue is not yet a fraud.
 */
export function StageLine({ verdict }: { verdict: Verdict | null | undefined }) {
  const { t } = useTranslation();
  const warning = verdict && raised(verdict.level) ? verdict : null;
  const cues = warning?.reasons?.cues ?? [];
  return (
    <ol className="stages" aria-label={t('why.stages')} data-testid="stages">
      {stages.map((stage) => (
        <li key={stage}>
          <StageChip stage={stage} cues={cues.filter((cue) => cue.stage === stage)} newest={stage === warning?.stage} />
        </li>
      ))}
    </ol>
  );
}

/** ms */
const focusReturnMs = 50;

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
                  // The popover gives the keyboard focus back to its button first.
                  setTimeout(() => goToLine(cue.seq), focusReturnMs);
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

/** The last verdict of the meeting's highest level. */
export function peakOf(verdicts: readonly Verdict[]): Verdict | undefined {
  const highest = Math.max(...verdicts.map((verdict) => rank(verdict.level)));
  return verdicts.findLast((verdict) => rank(verdict.level) === highest);
}
