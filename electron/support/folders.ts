/** Where things lie, in the repository and in the package. */
import path from 'node:path';
import { app } from 'electron';

/**
 * The `models` folder: beside the sources while developing, in the resources once packaged.
 * @param instead another one, for tests; a package takes its own whatever it is told.
 */
export function modelsFolder(instead: string | null): string {
  return app.isPackaged ? path.join(process.resourcesPath, 'models') : (instead ?? path.join(app.getAppPath(), 'models'));
}

/** The user's own models. */
export function userModelsFolder(): string {
  return path.join(app.getPath('userData'), 'models');
}

export function databaseFile(): string {
  return path.join(app.getPath('userData'), 'huidun.db');
}

/** Encrypted keys (secrets.ts). */
export function secretsFile(): string {
  return path.join(app.getPath('userData'), 'secrets.json');
}
