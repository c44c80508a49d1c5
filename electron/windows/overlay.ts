/** The overlay's window: where it stands, that the user can drag it, and that it stays above others while an alert stands. */
import { type BrowserWindow, screen } from 'electron';
import type { OverlayPlace } from '../contract/desktop.ts';
import { createOverlayWindow } from './create.ts';
import { type DisplayArea, keepInside, placeOverlay, type Rectangle, rememberPlace, type Size } from './placement.ts';
import { protect } from './protection.ts';

/** ms between two raises while an alert stands: another window may be put above at any time. */
const raiseMs = 1_000;

/** Where the user dragged the overlay. */
export interface Places {
  read(): readonly OverlayPlace[];
  save(places: readonly OverlayPlace[]): void;
}

export class Overlay {
  readonly window: BrowserWindow;
  readonly #places: Places;
  #size: Size;
  /** From the window's corner to the pointer, while the user drags. */
  #grip: { x: number; y: number } | null = null;
  #raising: NodeJS.Timeout | undefined;
  readonly #place = () => this.#setBounds(placeOverlay(this.#size, this.#places.read(), displays()));
  readonly #raise = () => {
    if (this.window.isDestroyed() || !this.window.isVisible()) return;
    this.window.setAlwaysOnTop(true, 'screen-saver');
    this.window.moveTop();
  };

  constructor(preload: string, places: Places) {
    this.window = createOverlayWindow(preload);
    this.#places = places;
    const [width = 0, height = 0] = this.window.getSize();
    this.#size = { width, height };
    protect(this.window);
    this.#place();
    screen.on('display-added', this.#place);
    screen.on('display-removed', this.#place);
    screen.on('display-metrics-changed', this.#place);
    // Some window managers lower a window that lost the focus.
    this.window.on('blur', this.#raise);
  }

  /** Shows it without taking the focus, or hides it. */
  show(wanted: boolean): void {
    if (this.window.isDestroyed() || this.window.isVisible() === wanted) return;
    if (!wanted) {
      this.#grip = null;
      this.window.hide();
      return;
    }
    this.window.showInactive();
    this.#raise();
  }

  resize(size: Size): void {
    this.#size = size;
    if (this.#grip) this.#setBounds({ ...this.window.getBounds(), ...size });
    else this.#place();
  }

  /** Raises it again and again while `on`. */
  keepOnTop(on: boolean): void {
    if (on === (this.#raising !== undefined)) return;
    clearInterval(this.#raising);
    this.#raising = on ? setInterval(this.#raise, raiseMs) : undefined;
    if (on) this.#raise();
  }

  drag(phase: 'start' | 'move' | 'end'): void {
    const pointer = screen.getCursorScreenPoint();
    const { x, y } = this.window.getBounds();
    if (phase === 'start') this.#grip = { x: pointer.x - x, y: pointer.y - y };
    if (!this.#grip) return;
    this.#setBounds(keepInside({ x: pointer.x - this.#grip.x, y: pointer.y - this.#grip.y, ...this.#size }, displays()));
    if (phase !== 'end') return;
    this.#grip = null;
    this.#places.save(rememberPlace(this.window.getBounds(), this.#places.read(), displays()));
    this.#place();
  }

  dispose(): void {
    clearInterval(this.#raising);
    screen.off('display-added', this.#place);
    screen.off('display-removed', this.#place);
    screen.off('display-metrics-changed', this.#place);
    this.window.destroy();
  }

  #setBounds(bounds: Rectangle): void {
    if (!this.window.isDestroyed()) this.window.setBounds(bounds);
  }
}

/** All displays, the primary one first. */
function displays(): DisplayArea[] {
  const primary = screen.getPrimaryDisplay().id;
  return screen
    .getAllDisplays()
    .toSorted((a, b) => Number(b.id === primary) - Number(a.id === primary))
    .map(({ id, workArea }) => ({ id: String(id), workArea }));
}
