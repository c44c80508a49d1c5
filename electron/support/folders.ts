/** Paths of the app's files, in development and in the packaged app. */
import path from 'node:path';
import { app } from 'electron';

/**
 * The `models` folder: beside the sources in development, in the resources of the packaged app.
 * @param instead another folder, for tests. The packaged app ignores it.
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

/** The encrypted secrets (secrets.ts). */
export function secretsFile(): string {
  return path.join(app.getPath('userData'), 'secrets.json');
}
