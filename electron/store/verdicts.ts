import { type Verdict, verdictSchema } from '../contract/domain.ts';
import type { Db } from './db.ts';
import { readReasons, writeReasons } from './reasons.ts';
import { readJson, readRow } from './row.ts';

type Row = Omit<Verdict, 'cues' | 'reasons'> & { cues: string; reasons: string | null };

/** A second verdict on a line replaces the first: it was judged again. */
export function addVerdicts(db: Db, verdicts: readonly Verdict[]): void {
  const insert = db.prepare(`
    INSERT OR REPLACE INTO verdicts (meeting_id, seq, risk, model_risk, level, kind, stage, cues, model, ms, reasons)
    VALUES (@meetingId, @seq, @risk, @modelRisk, @level, @kind, @stage, @cues, @model, @ms, @reasons)`);
  db.transact(() => {
    for (const verdict of verdicts) {
      insert.run({ ...verdict, cues: JSON.stringify(verdict.cues), reasons: verdict.reasons && writeReasons(verdict.reasons) });
    }
  });
}

/** All verdicts of a meeting, by line. */
export function listVerdicts(db: Db, meetingId: number): Verdict[] {
  return (
    db
      .prepare(`SELECT meeting_id AS meetingId, seq, risk, model_risk AS modelRisk, level, kind, stage, cues, model, ms, reasons
        FROM verdicts WHERE meeting_id = ? ORDER BY seq`)
      .all(meetingId) as Row[]
  ).map((row) => readRow(verdictSchema, { ...row, cues: readJson(row.cues), reasons: row.reasons && readReasons(row.reasons) }));
}
