/** Where things lie, in the repository and in the package. */
import path from 'node:path';
import { app } from 'electron';

/** The `models` folder: beside the sources while developing, in the resources once packaged. */
export function modelsFolder(): string {
  return app.isPackaged ? path.join(process.resourcesPath, 'models') : path.join(app.getAppPath(), 'models');
}

export function databaseFile(): string {
  return path.join(app.getPath('userData'), 'huidun.db');
}
