import { StrictObject, TextLine, Uuid } from '@sidecart/contracts';
import { Type, type Static } from '@sinclair/typebox';
import { MAX_IMAGES_OF_PRODUCT } from '../domain/product-image';
import { ImageView } from './product.schema';
import { withExamples } from './with-examples';

const Alt = withExamples(
  TextLine(200, 'What it shows, for those who cannot see it.'),
  'A blue kettle on a wooden table.',
);

export const ImagePath = Type.Object({
  productId: Uuid,
  file: Type.String({
    pattern: '^[0-9a-f]{32}\\.(?:svg|png|jpg|webp|avif)$',
    description: 'The hash of its bytes and the extension of its type: the end of its address.',
  }),
});

export const UploadImageQuery = StrictObject({ alt: Alt });

export const EditImageBody = Type.Partial(
  StrictObject({
    alt: Alt,
    position: Type.Integer({
      minimum: 0,
      maximum: MAX_IMAGES_OF_PRODUCT - 1,
      description: 'Where it is to stand among the images of the product; the first is the main one.',
      examples: [0],
    }),
  }),
  { additionalProperties: false, minProperties: 1, description: 'What is absent stays as it is.' },
);

/** An image as staff see it. */
export const ImageDetail = Type.Object({
  ...ImageView.properties,
  mediaType: Type.String({ description: 'What it is, as its bytes tell.', examples: ['image/png'] }),
  sizeBytes: Type.Integer({ description: 'How many bytes it has.' }),
  position: Type.Integer({ description: 'Where it stands among the images of the product.' }),
});
export type ImageDetail = Static<typeof ImageDetail>;

export const ImageList = Type.Object({
  items: Type.Array(ImageDetail, { description: 'In their order, the main one first.' }),
});
