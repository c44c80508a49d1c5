/** What the system around the app offers, what other people can see of the overlay, and the question before an alert is silenced. */
import { z } from 'zod';
import { endReasons, programs, shortcutNames } from './constants.ts';

/**
 * Whether a capture of the screen holds the overlay, by our own capture (windows/marker.ts). `unknown`: not tried yet, or the
 * system gave no picture.
 */
export const captureSightSchema = z.enum(['hidden', 'visible', 'unknown']);
export type CaptureSight = z.infer<typeof captureSightSchema>;

export const desktopSchema = z.object({
  /** The system shows our icon beside its clock; null: not known yet. */
  tray: z.boolean().nullable(),
  /** The system shows notifications. */
  notifications: z.boolean(),
  /** Shortcuts that the system did not give us: another program has them. */
  takenShortcuts: z.array(z.enum(shortcutNames)),
  /** The system can keep a window out of captures. Linux cannot. */
  protects: z.boolean(),
  sight: captureSightSchema,
  /** A meeting program seems to share this screen. */
  sharing: z.boolean(),
  /** The overlay shows no alert, because other people may see it; sounds stand in for it. */
  neutral: z.boolean(),
  /** The window of a meeting program, found while nothing is guarded. */
  meeting: z.object({ id: z.string(), name: z.string(), program: z.enum(programs) }).nullable(),
});
export type Desktop = z.infer<typeof desktopSchema>;
export const newDesktop: Desktop = {
  tray: null,
  notifications: true,
  takenShortcuts: [],
  protects: true,
  sight: 'unknown',
  sharing: false,
  neutral: false,
  meeting: null,
};

/** The place of the overlay on one display, in parts of the free space: 0 is left or top, 1 is right or bottom. */
export const overlayPlaceSchema = z.object({
  display: z.string().max(40),
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
});
export type OverlayPlace = z.infer<typeof overlayPlaceSchema>;

/** A shortcut as Electron writes it: https://www.electronjs.org/docs/latest/api/accelerator. Null: none. */
const shortcut = z
  .string()
  .regex(/^((Control|Alt|Shift|Super|Command)\+){1,4}([A-Z0-9]|F[1-9]|F1[0-9])$/)
  .nullable();
export const shortcutsSchema = z.object(
  Object.fromEntries(shortcutNames.map((name) => [name, shortcut])) as Record<(typeof shortcutNames)[number], typeof shortcut>,
);
export type Shortcuts = z.infer<typeof shortcutsSchema>;
export const defaultShortcuts: Shortcuts = { show: 'Control+Alt+H', answer: 'Control+Alt+J', transferred: 'Control+Alt+K' };

/** Asked in the main window before `reason` may silence a raised level. */
export const questionSchema = z.object({ id: z.number().int().positive(), reason: z.enum(endReasons) });
export type Question = z.infer<typeof questionSchema>;

/** What the main window should open: the newest alert, 已经转账, or the choice of captions; `id` is the window, if one is known. */
export const showSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('alert') }),
  z.object({ what: z.literal('transferred') }),
  z.object({ what: z.literal('captions'), id: z.string().nullable(), name: z.string() }),
]);
export type Show = z.infer<typeof showSchema>;

/** A sound of the overlay's page. `voice`: a spoken sentence follows the chime. */
export const soundSchema = z.object({ level: z.enum(['watch', 'danger']), voice: z.boolean() });
export type Sound = z.infer<typeof soundSchema>;

/** The marker is drawn: where, in CSS pixels of the overlay's page. */
export const drawnMarkerSchema = z.object({
  code: z.number().int().nonnegative(),
  x: z.number(),
  y: z.number(),
  cell: z.number().positive(),
});
export type DrawnMarker = z.infer<typeof drawnMarkerSchema>;
