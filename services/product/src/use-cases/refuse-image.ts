import { DomainError } from '@sidecart/platform';
import { MAX_IMAGES_OF_PRODUCT } from '../domain/product-image';

export const imageExists = () =>
  new DomainError('conflict', 'image-exists', 'The product has this very picture already.');

export const tooManyImages = () =>
  new DomainError('refused', 'too-many-images', `A product has at most ${MAX_IMAGES_OF_PRODUCT} images.`);
