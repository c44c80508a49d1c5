/** Shared by the command-line programs: reading files, loading a model, and reporting an expected failure in one sentence. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { anyDevice, type DeviceWish } from '../contract/devices.ts';
import type { ErrorCode } from '../contract/domain.ts';
import fileEndings from '../contract/file-endings.json' with { type: 'json' };
import { AppError, toFailure } from '../contract/result.ts';
import type { RiskModel } from '../engine/risk-model.ts';
import { readCatalog } from '../models/catalog.ts';
import { loadModel } from '../models/load.ts';
import { ownThresholds } from '../models/thresholds.ts';
import type { Conversation } from '../sources/formats/format.ts';
import { readTranscript } from '../sources/read.ts';
import { userDataFolder } from './user-data.ts';

export const modelsFolder = path.resolve(import.meta.dirname, '../../models');
/** The app's folder of the user's own models. */
export const userModelsFolder = path.join(userDataFolder(), 'models');

/** Data sets are larger than the app's limit for a transcript. */
const fileBytes = 512 * 1024 * 1024;

/** @throws AppError `not-found` (detail: the file), and those of decoding and parsing, with the file's name in the detail. */
export async function readConversations(file: string): Promise<Conversation[]> {
  if (!existsSync(file)) throw new AppError('not-found', file);
  try {
    return (await readTranscript(path.basename(file), readFileSync(file), fileBytes)).conversations;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.detail ? `${file}, ${error.detail}` : file);
  }
}

/**
 * @param wanted an id of the catalog, whose file is in the user's models folder or beside the catalog; or a path to a GGUF;
 *   undefined is the starter model.
 * @throws AppError as loadModel.
 */
export async function chooseModel(wanted: string | undefined, device: DeviceWish = anyDevice): Promise<RiskModel> {
  const { starter, models } = readCatalog(modelsFolder);
  const known = models.find((model) => model.id === wanted);
  const places = known ? [userModelsFolder, modelsFolder].map((folder) => path.join(folder, known.file)) : [path.resolve(wanted ?? '')];
  const file = wanted === undefined || wanted === starter.id ? null : (places.find((place) => existsSync(place)) ?? (places[0] as string));
  const index = { catalogEntry: () => undefined, thresholds: (key: string) => ownThresholds(userModelsFolder, key) };
  return await loadModel({ folder: modelsFolder, file, known: index, device });
}

const sentences: Partial<Record<ErrorCode, string>> = {
  'bad-input': 'These arguments were not understood; run the command with --help.',
  'not-found': 'This file does not exist; check its path:',
  'empty-text': 'There is nothing to judge in this file:',
  'not-docx': 'This is no Word file that can be opened:',
  'file-too-large': 'This file is too large:',
  'not-text': `This file is no transcript that can be read (${fileEndings.map((ending) => `.${ending}`).join(' ')}):`,
  'line-too-long': 'A line is longer than 4,000 characters; break it up:',
  'too-many-lines': 'A conversation has more than 20,000 lines; split it:',
  'paste-too-large': 'This file is too large; split it:',
  'model-missing': 'There is no such model; give a model id or the path of a .gguf file:',
  'model-corrupt': 'This model file is damaged or cut short; fetch it again:',
  'model-incomplete': 'Some parts of this split model are missing; put all of them into one folder:',
  'model-changed': 'The starter model is not the file that models/catalog.json names; fetch it again:',
  'model-unsupported': 'Only Qwen2 chat models can judge; choose another file:',
  'model-too-large': 'This model does not fit into the memory; choose a smaller one:',
  'context-too-large': 'The context does not fit; make it shorter:',
  'model-failed': 'The model could not be run; free some memory and try again:',
};

/** Runs a program. An AppError becomes one sentence on stderr and exit code 1. */
export async function runProgram(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const badArguments = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    const { code, detail } = badArguments ? { code: 'bad-input' as const, detail: undefined } : toFailure(error);
    if (code === 'internal') throw error;
    process.stderr.write(`${[sentences[code] ?? code, detail].filter(Boolean).join(' ')}\n`);
    process.exitCode = 1;
  }
}
