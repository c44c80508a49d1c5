// Runs `electron [flags] <app folder>` as Electron's own default_app does, which the stand-in lacks.
// The top-level await is needed: Electron emits 'ready' only after this module, and so the app's main module, has run.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv.slice(1).find((arg) => !arg.startsWith('-'));
if (!folder) {
  console.error('usage: electron [flags] <app folder>');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const root = path.resolve(folder);
const facts = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
app.setVersion(facts.version);
app.name = facts.productName;
app.setAppPath(root);
try {
  await import(pathToFileURL(path.join(root, facts.main)).href);
} catch (error) {
  console.error('The app failed while it was loaded:', error);
  process.exit(1);
}
