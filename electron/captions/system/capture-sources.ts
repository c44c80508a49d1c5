/** The windows and screens that can be captured, as the system lists them. */
import { BrowserWindow, desktopCapturer, screen, shell, systemPreferences } from 'electron';
import type { CaptionTrouble, CaptureSource, CaptureSourcePicture, Strip } from '../../contract/capture.ts';
import { AppError } from '../../contract/result.ts';
import { type Access, asksEachTime, isRefused, isSilent, noPictureReason } from '../access.ts';
import { presets, programOf, stripKey } from '../presets.ts';

/** Pixels. Small pictures for the list; a large one to place the strip on, which needs less than a 4K screen has. */
const small = { width: 320, height: 200 };
const large = { width: 1_600, height: 1_600 };
const noThumbnail = { width: 0, height: 0 };

/** The last list, kept on systems that ask the user for each new one. */
let lastList: readonly Electron.DesktopCapturerSource[] = [];

/** @throws AppError `capture-refused` (macOS asks the user once and remembers a refusal), `capture-declined`, `capture-unavailable`. */
export async function listSources(): Promise<CaptureSource[]> {
  const keepsList = asksEachTime(access());
  const sources = await sourcesOf(['window', 'screen'], keepsList ? large : small);
  lastList = keepsList ? sources : [];
  const own = new Set(BrowserWindow.getAllWindows().map((window) => window.getMediaSourceId()));
  const others = sources.filter((source) => !own.has(source.id));
  if (others.length === 0) throw new AppError('capture-unavailable');
  return others.map((source) => ({
    ...facts(source),
    picture: (keepsList ? source.thumbnail.resize({ width: small.width }) : source.thumbnail).toDataURL(),
  }));
}

/** @param remembered strips by `stripKey`. @throws AppError `capture-gone`, and the codes of `listSources`. */
export async function sourcePicture(id: string, remembered: Readonly<Record<string, Strip>>): Promise<CaptureSourcePicture> {
  const source = await find(id, large);
  const known = remembered[keyOf(source)];
  return {
    // JPEG keeps the message between the processes small.
    picture: `data:image/jpeg;base64,${source.thumbnail.toJPEG(85).toString('base64')}`,
    ...source.thumbnail.getSize(),
    strip: known ?? presets[facts(source).program].strip,
    remembered: known !== undefined,
  };
}

/** A source's name and program, and the key under which its strip is remembered. @throws AppError `capture-gone` */
export async function sourceFacts(id: string): Promise<Omit<CaptureSource, 'picture'> & { key: string }> {
  const source = await find(id, noThumbnail);
  return { ...facts(source), key: keyOf(source) };
}

/** False for minimised and closed windows, and on systems that would ask the user. */
export async function isListed(id: string): Promise<boolean> {
  if (asksEachTime(access())) return false;
  return await find(id, noThumbnail).then(
    () => true,
    () => false,
  );
}

export async function whyNoPicture(id: string): Promise<CaptionTrouble> {
  return noPictureReason(access(), await isListed(id));
}

/** The windows of other programs, without asking the user for anything. Empty where the system would ask. */
export async function listWindowsSilently(): Promise<Omit<CaptureSource, 'picture'>[]> {
  if (!isSilent(access())) return [];
  const own = new Set(BrowserWindow.getAllWindows().map((window) => window.getMediaSourceId()));
  const sources = await desktopCapturer.getSources({ types: ['window'], thumbnailSize: noThumbnail }).catch(() => []);
  return sources.filter((source) => !own.has(source.id)).map(facts);
}

/**
 * A picture of the display on which a point (DIP) lies, 4 bytes a pixel, and the display's area in DIP. Null where the system would
 * ask the user, or gives none.
 */
export async function displayPicture(
  point: Electron.Point,
): Promise<{ width: number; height: number; pixels: Uint8Array; area: Electron.Rectangle } | null> {
  if (!isSilent(access())) return null;
  const display = screen.getDisplayNearestPoint(point);
  const { width, height } = display.bounds;
  const thumbnailSize = { width: Math.round(width * display.scaleFactor), height: Math.round(height * display.scaleFactor) };
  const sources = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize }).catch(() => []);
  const source = sources.find((one) => one.display_id === String(display.id)) ?? (sources.length === 1 ? sources[0] : undefined);
  if (!source || source.thumbnail.isEmpty()) return null;
  return { ...source.thumbnail.getSize(), pixels: source.thumbnail.toBitmap(), area: display.bounds };
}

/** Opens the system's setting for screen recording; only macOS has one. */
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
  const sources = asksEachTime(access()) ? lastList : await sourcesOf([kindOf(id)], thumbnailSize);
  const source = sources.find((candidate) => candidate.id === id);
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

function facts({ id, name }: Electron.DesktopCapturerSource): Omit<CaptureSource, 'picture'> {
  return { id, name, kind: kindOf(id), program: programOf(name) };
}

function kindOf(id: string): 'window' | 'screen' {
  return id.startsWith('screen') ? 'screen' : 'window';
}

function keyOf(source: Electron.DesktopCapturerSource): string {
  const displays = screen.getAllDisplays();
  const display = displays.find((candidate) => String(candidate.id) === source.display_id) ?? screen.getPrimaryDisplay();
  const { program, kind } = facts(source);
  return stripKey(program, kind, display.scaleFactor);
}
