/** The pad to draw on, and the drawing as the digits of the data are: 8 × 8 pixels, centred, and with as much ink. */

type Spot = readonly [x: number, y: number];
type Stroke = Spot[];

/** The side of the grid on which a drawing is scaled: the data were made from 32 × 32 dots, of which 4 × 4 became a pixel. */
const grid = 32;
/** The greatest width of a digit on that grid, as in the data: all are 32 dots tall, but seldom wider than 24. */
const widest = 24;
/** The mean amount of ink of a digit in the data, in pixels. The pen is as wide as it takes to use that much. */
const ink = 19.5;
const fine = 4;

const scratch = document.createElement("canvas");
scratch.width = grid * fine;
scratch.height = grid * fine;

/** The drawing as 64 numbers from 0 (paper) to 1 (ink), in sixteenths. */
function toPixels(strokes: readonly Stroke[]): number[] {
  let [thin, thick] = [2, 12];
  let pixels: number[] = [];
  for (let round = 0; round < 6; round++) {
    const pen = (thin + thick) / 2;
    pixels = drawn(fitted(strokes, pen), pen);
    if (pixels.reduce((sum, pixel) => sum + pixel, 0) > ink) thick = pen;
    else thin = pen;
  }
  return pixels;
}

/** The strokes, moved and scaled so that a pen of this width fills the height of the grid. */
function fitted(strokes: readonly Stroke[], pen: number): Stroke[] {
  const spots = strokes.flat();
  const [xs, ys] = [spots.map(([x]) => x), spots.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [width, height] = [Math.max(right - left, 1e-6), Math.max(bottom - top, 1e-6)];
  const down = (grid - pen) / Math.max(height, width / 3); // a line from left to right doesn't become a wall
  const across = Math.min(down, (widest - pen) / width);
  const place = ([x, y]: Spot): Spot => [
    grid / 2 + (x - (left + right) / 2) * across,
    grid / 2 + (y - (top + bottom) / 2) * down,
  ];
  return strokes.map((stroke) => stroke.map(place));
}

function drawn(strokes: readonly Stroke[], pen: number): number[] {
  const context = scratch.getContext("2d", { willReadFrequently: true });
  if (!context) return new Array<number>(64).fill(0);
  const side = grid * fine;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, side, side);
  context.setTransform(fine, 0, 0, fine, 0, 0);
  trace(context, strokes, pen);
  const { data } = context.getImageData(0, 0, side, side);
  const sums = new Array<number>(64).fill(0);
  const block = side / 8;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const pixel = 8 * Math.floor(y / block) + Math.floor(x / block);
      sums[pixel] = (sums[pixel] ?? 0) + (data[4 * (y * side + x) + 3] ?? 0) / 255;
    }
  }
  return sums.map((sum) => Math.round((16 * sum) / block ** 2) / 16);
}

function trace(context: CanvasRenderingContext2D, strokes: readonly Stroke[], pen: number): void {
  context.lineWidth = pen;
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const stroke of strokes) {
    context.beginPath();
    for (const [x, y] of stroke) context.lineTo(x, y);
    if (stroke.length === 1) context.lineTo((stroke[0]?.[0] ?? 0) + 0.01, stroke[0]?.[1] ?? 0);
    context.stroke();
  }
}

/**
 * Makes a canvas a pad to draw on.
 *
 * @param changed - called with the pixels of the drawing while it grows
 */
export function drawingPad(canvas: HTMLCanvasElement, changed: (pixels: number[]) => void): { clear(): void; repaint(): void } {
  canvas.setAttribute("role", "application");
  const strokes: Stroke[] = [];
  let frame = 0;
  const spotOf = ({ clientX, clientY }: PointerEvent): Spot => {
    const box = canvas.getBoundingClientRect();
    return [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
  };
  function repaint(): void {
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    canvas.width = side;
    canvas.height = side;
    const context = canvas.getContext("2d");
    if (!context) return;
    context.scale(side, side);
    context.strokeStyle = getComputedStyle(canvas).color;
    trace(context, strokes, 0.075);
  }
  function grown(): void {
    if (frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      repaint();
      if (strokes.length > 0) changed(toPixels(strokes));
    });
  }
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    strokes.push([spotOf(event)]);
    grown();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    const parts = event.getCoalescedEvents();
    strokes.at(-1)?.push(...(parts.length > 0 ? parts : [event]).map(spotOf));
    grown();
  });
  new ResizeObserver(repaint).observe(canvas);
  return {
    clear() {
      strokes.length = 0;
      repaint();
    },
    repaint,
  };
}
