/** Formats a model check for the terminal. Pure. */
import type { Check, Criterion, Trial } from '../../contract/check.ts';

const reasons: Record<Criterion, string> = {
  chinese: 'does not answer in Chinese',
  endless: 'does not stop by itself',
  instructions: 'does not do as it is told',
  json: 'does not hold JSON',
  slow: 'is slower than a meeting on this machine',
};

/** @param debug adds the rendered prompts, token ids and raw output, as the source document's `predict` prints them. */
export function toText(check: Check, debug: boolean): string {
  const memory = [
    check.ramBytes > 0 ? `${megabytes(check.ramBytes)} MB RAM` : '',
    check.vramBytes > 0 ? `${megabytes(check.vramBytes)} MB VRAM` : '',
  ];
  const facts = [
    check.device,
    check.gpuLayers > 0 ? `${check.gpuLayers} of ${check.layers} layers` : `${check.threads} thread(s)`,
    ...memory.filter(Boolean),
    `loaded in ${seconds(check.loadMs)}`,
    `first token ${seconds(check.firstMs)}`,
    `${check.tokensPerSecond.toFixed(1)} tokens/s`,
    `a line ${seconds(check.lineMs)}`,
  ];
  const verdict = check.fits ? 'fits' : `does not fit: ${check.misfits.map((criterion) => reasons[criterion]).join('; ')}`;
  return [`${check.name} — ${verdict}`, `  ${facts.join(', ')}`, ...check.trials.map((trial) => toLines(trial, debug)), ''].join('\n');
}

function toLines(trial: Trial, debug: boolean): string {
  const answer = trial.text.replace(/\s+/g, ' ').trim();
  const short = [...answer].length > 60 ? `${[...answer].slice(0, 60).join('')}…` : answer;
  const mark = trial.misfits.length === 0 ? '✓' : `✗ ${trial.misfits.join(', ')}`;
  const line = `  ${trial.id.padEnd(9)} ${seconds(trial.ms).padStart(7)}  ${mark}  ${short}`;
  if (!debug) return line;
  return [
    line,
    `    input: ${JSON.stringify(trial.prompt)}`,
    `    input_ids: ${JSON.stringify(trial.promptIds)}`,
    `    generated_ids: ${JSON.stringify(trial.ids)}${trial.ended ? '' : ' (cut)'}`,
    `    output: ${JSON.stringify(trial.text)}`,
  ].join('\n');
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
