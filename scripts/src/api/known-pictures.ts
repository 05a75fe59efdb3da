import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { REPOSITORY } from '../paths';
import type { Hand } from './cast';

const PICTURE = path.join(REPOSITORY, 'scripts', 'api-fuzz', 'picture.png.base64');

/** Gives a product a picture. @returns the name of its file, which is the same for each product */
export async function addPicture(shop: Hand, productId: string): Promise<string> {
  const { url } = await shop.upload<{ url: string }>(
    `/api/products/${productId}/images?alt=A+dot`,
    'image/png',
    Buffer.from(await readFile(PICTURE, 'utf8'), 'base64'),
  );
  return path.basename(url);
}
