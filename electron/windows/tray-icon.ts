/** The shield beside the system's clock, drawn in code in the light's colour. Each light has its own sign too. Pure. */

/** `grey`: nothing arrives or can be judged; `green`: guarding; `amber` and `red`: the level. */
export const lights = ['grey', 'green', 'amber', 'red'] as const;
export type Light = (typeof lights)[number];

const colours: Record<Light, readonly [red: number, green: number, blue: number]> = {
  grey: [112, 123, 135],
  green: [38, 137, 86],
  amber: [196, 112, 0],
  red: [204, 31, 54],
};

type Point = readonly [x: number, y: number];
/** A stroke with round ends; of one point a disc. */
interface Stroke {
  points: readonly Point[];
  radius: number;
}

/** The shield of renderer/shared/shield.tsx, on a square of 32. */
const box = 32;
const shield = outline();
const mark: readonly Stroke[] = [
  {
    points: [
      [16, 9.6],
      [16, 16.4],
    ],
    radius: 1.9,
  },
  { points: [[16, 22.5]], radius: 2.3 },
];
const signs: Record<Light, readonly Stroke[]> = {
  grey: [10.5, 16, 21.5].map((x) => ({ points: [[x, 15.5]], radius: 1.9 })),
  green: [
    {
      points: [
        [10, 16],
        [14.5, 20.5],
        [22.5, 12],
      ],
      radius: 1.9,
    },
  ],
  amber: mark,
  red: mark,
};

/** Points per pixel and side: edges become smooth. */
const samples = 4;

/** @param size width and height in pixels. @returns 4 bytes a pixel: blue, green, red, alpha; premultiplied. */
export function drawLight(light: Light, size: number): Uint8Array {
  const pixels = new Uint8Array(4 * size * size);
  const [red, green, blue] = colours[light];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let body = 0;
      let sign = 0;
      for (let i = 0; i < samples * samples; i++) {
        const point: Point = [
          ((x + ((i % samples) + 0.5) / samples) / size) * box,
          ((y + (Math.floor(i / samples) + 0.5) / samples) / size) * box,
        ];
        if (!contains(shield, point)) continue;
        if (signs[light].some((stroke) => touches(stroke, point))) sign++;
        else body++;
      }
      const all = samples * samples;
      pixels.set(
        [blue, green, red].map((value) => Math.round((body * value + sign * 255) / all)).concat(Math.round(((body + sign) * 255) / all)),
        4 * (y * size + x),
      );
    }
  }
  return pixels;
}

/** The lower half is a curve on each side. */
function outline(): Point[] {
  const steps = 12;
  const right = Array.from({ length: steps + 1 }, (_, i): Point => {
    const t = i / steps;
    const curve = (a: number, b: number, c: number, d: number) =>
      a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t ** 2 * (1 - t) + d * t ** 3;
    return [curve(28, 28, 23, 16), curve(15, 23, 28, 30)];
  });
  const left = right.toReversed().map(([x, y]): Point => [box - x, y]);
  return [[16, 2], [28, 6], ...right, ...left, [4, 6]];
}

function contains(polygon: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  for (const [i, [ax, ay]] of polygon.entries()) {
    const [bx, by] = polygon.at(i - 1) as Point;
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

function touches({ points, radius }: Stroke, [x, y]: Point): boolean {
  return points.some(([ax, ay], i) => {
    const [bx, by] = points[i + 1] ?? [ax, ay];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = length === 0 ? 0 : Math.min(Math.max(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length, 0), 1);
    return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) <= radius;
  });
}
