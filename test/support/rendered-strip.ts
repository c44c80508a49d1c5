/** Draws caption strips in a real Chromium with the fonts of this computer, as a capture of a meeting would look. */
import type { Page } from 'playwright-core';
import type { Grey } from '../../electron/captions/ocr/picture.ts';

export interface Drawn {
  rows: readonly string[];
  /** Font size in pixels. */
  size: number;
  width?: number;
  /** Behind the text: a plain bar, a translucent bar over a picture, the picture itself, or white paper. */
  ground?: 'bar' | 'translucent' | 'picture' | 'paper';
  colour?: string;
}

export async function drawStrip(page: Page, drawn: Drawn): Promise<Grey> {
  const { width, height, base64 } = await page.evaluate(
    ({ rows, size, width = 1_280, ground = 'bar', colour }) => {
      const height = Math.round(size * (1.5 * rows.length + 1));
      const canvas = new OffscreenCanvas(width, height);
      const g = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
      g.fillStyle = ground === 'paper' ? '#fafafa' : '#202326';
      g.fillRect(0, 0, width, height);
      if (ground === 'translucent' || ground === 'picture') {
        // A bright picture with many edges.
        for (let x = 0; x < width; x += 40) {
          g.fillStyle = `hsl(${(x * 7) % 360} 60% ${30 + ((x * 13) % 60)}%)`;
          g.fillRect(x, 0, 24, height);
          g.beginPath();
          g.arc(x + 90, height / 2, height / 3, 0, 7);
          g.fill();
        }
      }
      if (ground === 'translucent') {
        g.fillStyle = 'rgba(0, 0, 0, 0.65)';
        g.fillRect(20, 6, width - 40, height - 12);
      }
      g.font = `${size}px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
      g.textBaseline = 'top';
      g.lineWidth = size / 7;
      g.lineJoin = 'round';
      rows.forEach((row, i) => {
        const y = size * (0.6 + 1.5 * i);
        if (ground === 'picture') g.strokeText(row, 40, y);
        g.fillStyle = colour ?? (ground === 'paper' ? '#222' : '#fff');
        g.fillText(row, 40, y);
      });
      const { data } = g.getImageData(0, 0, width, height);
      let binary = '';
      for (let i = 0; i < data.length; i += 4) {
        binary += String.fromCharCode(((data[i] as number) * 77 + (data[i + 1] as number) * 150 + (data[i + 2] as number) * 29) >> 8);
      }
      return { width, height, base64: btoa(binary) };
    },
    drawn as Drawn & { rows: string[] },
  );
  return { width, height, pixels: new Uint8Array(Buffer.from(base64, 'base64')) };
}
