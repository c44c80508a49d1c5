/** What the calls of the page 模型 do. */

import type { CallName } from '../contract/channels.ts';
import type { Settings } from '../contract/domain.ts';
import { AppError } from '../contract/result.ts';
import { checkLora } from '../engine/llama/gguf.ts';
import { inspectModel } from '../models/import.ts';
import type { Shelf } from '../models/installed.ts';
import type { Transfers } from '../models/transfers/transfers.ts';
import type { Handlers } from './answer.ts';

export interface ModelParts {
  shelf: Shelf;
  transfers: Transfers;
  /** The starter model's file. */
  starterFile: string;
  settings(): Settings;
  change(settings: Partial<Settings>): Settings;
  /** Asks the user for a GGUF; null if none was chosen. */
  pickModel(): Promise<string | null>;
  /** Loads what the settings now say. */
  useModel(notice?: AppError): Promise<void>;
  /** Tells the windows what the shelf holds. */
  publishShelf(): void;
}

type ModelCalls = Extract<CallName, `models.${string}`>;

export function modelHandlers(parts: ModelParts): Omit<Pick<Handlers, ModelCalls>, 'models.shelf'> {
  const { shelf, transfers } = parts;

  function installed(file: string, kind: 'model' | 'lora'): string {
    const found = shelf.find(file);
    if (found?.kind !== kind) throw new AppError('not-found', file);
    return file;
  }

  return {
    'models.download': ({ id }) => transfers.download(id),
    'models.pause': ({ id }) => transfers.pause(id),
    'models.cancel': ({ id }) => transfers.cancel(id),
    'models.import': async ({ place }) => {
      const file = await parts.pickModel();
      if (file === null) return false;
      await transfers.import(file, place);
      return true;
    },
    'models.use': async ({ path }) => {
      const file = path === null ? null : installed(path, 'model');
      parts.change({ modelPath: file, lora: null });
      await parts.useModel();
    },
    'models.lora': async ({ lora }) => {
      const { modelPath } = parts.settings();
      // Refused before anything is given up for it.
      if (lora) checkLora(await inspectModel(installed(lora.path, 'lora')), await inspectModel(modelPath ?? parts.starterFile));
      parts.change({ lora });
      await parts.useModel();
    },
    'models.remove': async ({ path }) => {
      const { modelPath, lora } = parts.settings();
      if (path === modelPath || path === lora?.path) {
        // First out of use: a file that is in use can't be deleted everywhere.
        parts.change({ modelPath: path === modelPath ? null : modelPath, lora: null });
        await parts.useModel(new AppError(path === modelPath ? 'model-removed' : 'lora-removed'));
      }
      shelf.remove(path);
      parts.publishShelf();
    },
  };
}
