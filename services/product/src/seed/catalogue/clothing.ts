import type { Department } from './leaf';

const COLD_COLOURS = ['Moss Green', 'Midnight Blue', 'Charcoal'];
const WARM_COLOURS = ['Black', 'Sand', 'Brick Red'];

const CLOTHES_SIZES = ['S', 'M', 'L', 'XL'];
const SHOE_SIZES = ['38', '39', '40', '41', '42', '43', '44'];

export const clothing: Department = {
  slug: 'clothing',
  name: 'Clothing',
  hue: 340,
  children: [
    {
      slug: 'outerwear',
      name: 'Outerwear',
      children: [
        {
          slug: 'rain-jackets',
          name: 'Rain Jackets',
          noun: 'Rain Jacket',
          glyph: 'jacket',
          priceMinor: [5_990, 34_900],
          brands: {
            Fjellheim: ['Ridge', 'Ridge Light', 'Fog', 'Harbour'],
            Norrwind: ['Shell', 'Shell Pro', 'Commuter', 'Packable'],
            Pluvia: ['City', 'City Long', 'Cape', 'Kids Puddle'],
            Kestrel: ['Gale', 'Gale Stretch', 'Drizzle', 'Monsoon'],
          },
          versions: COLD_COLOURS,
          versionsCostTheSame: true,
          options: { size: CLOTHES_SIZES },
          traits: [
            'A column of twenty metres of water does not get through, and sweat still gets out.',
            'The hood turns with the head.',
            'All seams are taped, all zips covered.',
            'It packs into its own pocket.',
            'The coating does without fluorocarbons.',
          ],
          uses: ['bicycle commuters', 'mountain weather', 'festivals', 'autumn by the sea'],
        },
        {
          slug: 'winter-coats',
          name: 'Winter Coats',
          noun: 'Winter Coat',
          glyph: 'jacket',
          priceMinor: [9_900, 59_900],
          brands: {
            Fjellheim: ['Polar', 'Polar Long', 'Sledge', 'Aurora'],
            Norrwind: ['Down', 'Down Light', 'Parka', 'Parka Short'],
            Linnea: ['Wool', 'Wool Wrap', 'Duffle', 'Pea'],
            Tallow: ['Quilt', 'Quilt Collar', 'Sherpa', 'Cocoon'],
          },
          versions: COLD_COLOURS,
          versionsCostTheSame: true,
          options: { size: CLOTHES_SIZES },
          traits: [
            'Warm down to minus twenty and light enough to forget.',
            'The down can be traced to its farm.',
            'The pockets are where cold hands look for them.',
            'The collar stands up to wind.',
            'Repairs are free for as long as you own it.',
          ],
          uses: ['waiting at bus stops', 'long walks in snow', 'cold offices', 'travel in the far north'],
        },
      ],
    },
    {
      slug: 'basics',
      name: 'Basics',
      children: [
        {
          slug: 't-shirts',
          name: 'T-Shirts',
          noun: 'T-Shirt',
          glyph: 'shirt',
          priceMinor: [1_290, 5_900],
          brands: {
            Cottonry: ['Everyday', 'Heavy', 'Long Sleeve', 'Pocket'],
            Linnea: ['Linen Mix', 'Rib', 'Boxy', 'Crop'],
            Pulsefield: ['Dry', 'Dry Merino', 'Run', 'Train'],
            Tallow: ['Slub', 'Henley', 'Stripe', 'Organic'],
          },
          versions: WARM_COLOURS,
          versionsCostTheSame: true,
          options: { size: CLOTHES_SIZES, fit: ['Regular', 'Slim'] },
          traits: [
            'Long-fibre cotton that keeps its shape.',
            'No side seams and no label to scratch.',
            'Dyed with a tenth of the usual water.',
            'The collar lies flat after fifty washes.',
            'Cut for three body shapes, not one.',
          ],
          uses: ['every day', 'under a jacket', 'warm evenings', 'sport and afterwards'],
        },
        {
          slug: 'sweaters',
          name: 'Sweaters',
          noun: 'Sweater',
          glyph: 'shirt',
          priceMinor: [3_990, 19_900],
          brands: {
            Linnea: ['Lambswool', 'Merino', 'Cable', 'Cardigan'],
            Fjellheim: ['Fisherman', 'Icelandic', 'Half-Zip', 'Fleece'],
            Cottonry: ['Hoodie', 'Crew', 'Crew Heavy', 'Zip Hoodie'],
            Tallow: ['Alpaca', 'Mohair', 'Roll Neck', 'Vest'],
          },
          versions: COLD_COLOURS,
          versionsCostTheSame: true,
          options: { size: CLOTHES_SIZES },
          traits: [
            'Knitted in one piece, without a seam.',
            'The wool is soft enough to be worn on the skin.',
            'It comes with a length of yarn for repairs.',
            'Airing it overnight is as good as a wash.',
            'The cuffs keep their grip.',
          ],
          uses: ['open fires', 'cool offices', 'sailing', 'the first frost'],
        },
      ],
    },
    {
      slug: 'shoes',
      name: 'Shoes',
      children: [
        {
          slug: 'sneakers',
          name: 'Sneakers',
          noun: 'Sneakers',
          glyph: 'shoe',
          priceMinor: [4_990, 21_900],
          brands: {
            Stride: ['Court', 'Court Low', 'Canvas', 'Runner 80'],
            Pulsefield: ['Tempo', 'Tempo Trail', 'Easy', 'Marathon'],
            Kestrel: ['Deck', 'Glide', 'Knit', 'Hi'],
            Solea: ['Hemp', 'Cork', 'Minimal', 'Minimal Kids'],
          },
          versions: WARM_COLOURS,
          versionsCostTheSame: true,
          options: { size: SHOE_SIZES },
          traits: [
            'The sole is sewn on, so it can be replaced.',
            'Light, yet with a grip that holds on wet stone.',
            'The tongue stays in the middle.',
            'Made of hemp and natural rubber, and nothing else.',
            'No breaking in: it fits on the first day.',
          ],
          uses: ['the city', 'ten kilometres before breakfast', 'summer', 'people who stand a lot'],
        },
        {
          slug: 'boots',
          name: 'Boots',
          noun: 'Boots',
          glyph: 'boot',
          priceMinor: [7_990, 36_900],
          brands: {
            Fjellheim: ['Trek', 'Trek High', 'Alpine', 'Winter'],
            Stride: ['Chelsea', 'Derby', 'Work', 'Lace-Up'],
            Norrwind: ['Mud', 'Mud Tall', 'Snow', 'Snow Kids'],
            Solea: ['Desert', 'Desert Suede', 'Hiker', 'Hiker Light'],
          },
          versions: ['Brown', 'Black', 'Olive'],
          versionsCostTheSame: true,
          options: { size: SHOE_SIZES },
          traits: [
            'Full-grain leather that tells its age with grace.',
            'The membrane keeps water out and lets heat go.',
            'The heel holds without rubbing.',
            'Resoled twice, they outlive most cars.',
            'The tread bites into ice and clay.',
          ],
          uses: ['alpine huts', 'wet fields', 'smart evenings', 'building sites'],
        },
      ],
    },
  ],
};
