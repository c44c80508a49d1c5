/**
 * Packages the built app into dist/ and checks the result. On Linux it makes an unpacked folder, and installers with
 * --installers; on other systems the installer.
 */
import path from 'node:path';
import { build, Platform } from 'electron-builder';
import { builtPackage, checkPackage } from './check-package.mjs';
import { configuration } from './electron-builder.config.mjs';
import { electronPath } from './electron-path.mjs';
import { writeNotices } from './notices/write.mjs';
import { root } from './setup/report.mjs';

if (electronPath().standIn) {
  process.stderr.write('This package contains the stand-in Electron: it is for tests only. Do not distribute it.\n');
}
writeNotices();
const directoryOnly = process.platform === 'linux' && !process.argv.includes('--installers');
await build({ projectDir: root, targets: Platform.current().createTarget(directoryOnly ? ['dir'] : undefined), config: configuration });

const folder = builtPackage();
const { problems, facts } = await checkPackage(folder);
for (const problem of problems) process.stderr.write(`✗ ${problem}\n`);
if (problems.length > 0) process.exit(1);
process.stdout.write(
  `${path.relative(root, folder)}: ${facts.megabytes} MB, Electron ${facts.electron}, ${facts.files} files in the archive\n`,
);
