import { glyphs } from './glyphs';
import type { SeededProduct } from './seeded-product';

/** The width and height of a drawing, in pixels. */
export const DRAWING_SIZE = 480;
const LINE_LENGTH = 22;

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The title in at most two lines. */
function wrap(title: string): string[] {
  if (title.length <= LINE_LENGTH) return [title];
  const cut = title.lastIndexOf(' ', LINE_LENGTH);
  return cut < 0 ? [title] : [title.slice(0, cut), title.slice(cut + 1)];
}

/** Draws what a product is, with its name below: its main picture. */
export function drawFront({ look, name }: Pick<SeededProduct, 'look' | 'name'>): string {
  const { brand, title, glyph, hue } = look;
  const lines = wrap(title);
  return svg(
    name,
    hue,
    `<circle cx="240" cy="196" r="150" fill="#fff" fill-opacity=".14"/>` +
      `<circle cx="372" cy="84" r="64" fill="#fff" fill-opacity=".08"/>` +
      icon(glyph, 'translate(132 88) scale(9)', 1.1, 0.95) +
      text(
        brand.toUpperCase(),
        388 - (lines.length - 1) * 8,
        17,
        '600',
        'letter-spacing="3" fill-opacity=".8"',
      ) +
      lines.map((line, index) => text(line, 422 + index * 32 - (lines.length - 1) * 8, 28, '700')).join(''),
  );
}

/** A pattern of what a product is: its second picture. */
export function drawDetail({ look, name }: Pick<SeededProduct, 'look' | 'name'>): string {
  const { glyph, hue } = look;
  return svg(
    name,
    (hue + 28) % 360,
    '<pattern id="p" width="112" height="112" patternUnits="userSpaceOnUse" patternTransform="rotate(-12)">' +
      `${icon(glyph, 'translate(20 20) scale(3)', 1, 0.3)}</pattern>` +
      `<rect width="${DRAWING_SIZE}" height="${DRAWING_SIZE}" fill="url(#p)"/>` +
      icon(glyph, 'translate(72 72) rotate(-8 168 168) scale(14)', 0.8, 0.95),
  );
}

const svg = (label: string, hue: number, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${DRAWING_SIZE} ${DRAWING_SIZE}" role="img" aria-label="${escapeXml(label)}">` +
  `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue} 62% 52%)"/>` +
  `<stop offset="1" stop-color="hsl(${(hue + 40) % 360} 58% 34%)"/></linearGradient></defs>` +
  `<rect width="${DRAWING_SIZE}" height="${DRAWING_SIZE}" fill="url(#g)"/>${content}</svg>`;

const icon = (glyph: keyof typeof glyphs, transform: string, width: number, opacity: number): string =>
  `<path d="${glyphs[glyph]}" transform="${transform}" fill="none" stroke="#fff" stroke-width="${width}" ` +
  `stroke-linecap="round" stroke-linejoin="round" stroke-opacity="${opacity}"/>`;

const text = (content: string, y: number, size: number, weight: string, more = ''): string =>
  `<text x="240" y="${y}" text-anchor="middle" font-family="system-ui, sans-serif" font-size="${size}" ` +
  `font-weight="${weight}" fill="#fff" ${more}>${escapeXml(content)}</text>`;
