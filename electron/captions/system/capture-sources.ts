/** The windows and screens that can be read, as the system lists them. */
import { BrowserWindow, desktopCapturer, screen, shell, systemPreferences } from 'electron';
import type { CaptionTrouble, CaptureSource, CaptureSourcePicture, Strip } from '../../contract/capture.ts';
import { AppError } from '../../contract/result.ts';
import { type Access, asksEachTime, isRefused, noPictureReason } from '../access.ts';
import { presets, programOf, stripKey } from '../presets.ts';

const small = { width: 320, height: 200 };
/** Large enough to aim at a strip; less than a 4K screen. */
const large = { width: 1_600, height: 1_600 };

/** Where the system asks its user each time, what it told last is kept. */
let told: readonly Electron.DesktopCapturerSource[] = [];

/** @throws AppError `capture-refused` (macOS asks the user once and remembers a no), `capture-declined`, `capture-unavailable`. */
export async function listSources(): Promise<CaptureSource[]> {
  const once = asksEachTime(access());
  const sources = await sourcesOf(['window', 'screen'], once ? large : small);
  told = once ? sources : [];
  const ours = new Set(BrowserWindow.getAllWindows().map((window) => window.getMediaSourceId()));
  const shown = sources
    .filter((source) => !ours.has(source.id))
    .map((source) => ({
      ...facts(source),
      picture: (once ? source.thumbnail.resize({ width: small.width }) : source.thumbnail).toDataURL(),
    }));
  if (shown.length === 0) throw new AppError('capture-unavailable');
  return shown;
}

/** @param remembered strips by `stripKey`. @throws AppError `capture-gone`, and what `listSources` throws. */
export async function sourcePicture(id: string, remembered: Readonly<Record<string, Strip>>): Promise<CaptureSourcePicture> {
  const source = await find(id, large);
  const known = remembered[keyOf(source)];
  return {
    // JPEG: the picture crosses two processes as text.
    picture: `data:image/jpeg;base64,${source.thumbnail.toJPEG(85).toString('base64')}`,
    ...source.thumbnail.getSize(),
    strip: known ?? presets[facts(source).program].strip,
    remembered: known !== undefined,
  };
}

/** Its name and program, and under which key its strip is remembered. @throws AppError `capture-gone` */
export async function sourceFacts(id: string): Promise<Omit<CaptureSource, 'picture'> & { key: string }> {
  const source = await find(id, { width: 0, height: 0 });
  return { ...facts(source), key: keyOf(source) };
}

/** Minimised and closed windows are not listed. Where the system would ask its user, nobody knows: no. */
export async function isListed(id: string): Promise<boolean> {
  if (asksEachTime(access())) return false;
  return await find(id, { width: 0, height: 0 }).then(
    () => true,
    () => false,
  );
}

export async function whyNoPicture(id: string): Promise<CaptionTrouble> {
  return noPictureReason(access(), await isListed(id));
}

/** macOS alone has such a place to go to. */
export async function openPermission(): Promise<void> {
  if (process.platform === 'darwin') {
    await shell.openExternal('x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture');
  }
}

function access(): Access {
  const { platform, env } = process;
  return { platform, env, status: platform === 'darwin' ? systemPreferences.getMediaAccessStatus('screen') : 'granted' };
}

async function find(id: string, thumbnailSize: Electron.Size): Promise<Electron.DesktopCapturerSource> {
  const kind = id.startsWith('screen') ? 'screen' : 'window';
  const sources = asksEachTime(access()) ? told : await sourcesOf([kind], thumbnailSize);
  const source = sources.find((one) => one.id === id);
  if (!source) throw new AppError('capture-gone');
  return source;
}

async function sourcesOf(types: ('window' | 'screen')[], thumbnailSize: Electron.Size): Promise<Electron.DesktopCapturerSource[]> {
  const now = access();
  if (isRefused(now)) throw new AppError('capture-refused');
  try {
    return await desktopCapturer.getSources({ types, thumbnailSize });
  } catch (error) {
    throw new AppError(asksEachTime(now) ? 'capture-declined' : 'capture-unavailable', undefined, { cause: error });
  }
}

function facts(source: Electron.DesktopCapturerSource): Omit<CaptureSource, 'picture'> {
  return { id: source.id, name: source.name, kind: source.id.startsWith('screen') ? 'screen' : 'window', program: programOf(source.name) };
}

function keyOf(source: Electron.DesktopCapturerSource): string {
  const displays = screen.getAllDisplays();
  const display = displays.find((one) => String(one.id) === source.display_id) ?? screen.getPrimaryDisplay();
  const { program, kind } = facts(source);
  return stripKey(program, kind, display.scaleFactor);
}
