import type { Department } from './leaf';

const FORMATS = ['Paperback', 'Hardcover', 'Illustrated Edition'];

export const books: Department = {
  slug: 'books',
  name: 'Books',
  hue: 265,
  children: [
    {
      slug: 'novels',
      name: 'Novels',
      noun: 'Novel',
      glyph: 'book',
      naming: 'by',
      priceMinor: [999, 4_900],
      brands: {
        'Ana Moreau': [
          'The Salt Road',
          'A Winter Without Letters',
          'The Cartographer’s Daughter',
          'Low Tide',
        ],
        'Jonas Lindqvist': ['The Ferryman of Vik', 'Nine Silent Days', 'Birch Country', 'The Last Timetable'],
        'Mira Okafor': ['The Bridge Keepers', 'Harmattan', 'What the River Owed', 'Market of Small Wonders'],
        'Thomas Erle': [
          'Inventory of Light',
          'The Night Librarian',
          'A Minor Eclipse',
          'House on the Fault Line',
        ],
      },
      versions: FORMATS,
      traits: [
        'It won prizes, but that is not why people press it into the hands of friends.',
        'The first chapter costs a night’s sleep.',
        'Told in three voices that slowly find each other.',
        'A story about what families do not say.',
        'Printed on paper that does not yellow.',
      ],
      uses: ['long train journeys', 'book clubs', 'rainy weekends', 'readers who like to be surprised'],
    },
    {
      slug: 'cookbooks',
      name: 'Cookbooks',
      noun: 'Cookbook',
      glyph: 'book',
      naming: 'by',
      priceMinor: [1_490, 5_900],
      brands: {
        'Lucia Ferrante': ['Ten Ingredients', 'Sunday Sauces', 'Pasta Without Fear', 'The Aperitivo Hour'],
        'Kenji Arai': ['One Bowl', 'Pickle Everything', 'The Quiet Kitchen', 'Broth'],
        'Nora Blum': ['Bread, Slowly', 'The Big Green Book', 'Cakes for Tuesdays', 'Supper for Eight'],
        'Samir Haddad': ['Smoke and Lemon', 'Mezze', 'Spice by Spice', 'The Rice Book'],
      },
      versions: FORMATS,
      traits: [
        'Every recipe was cooked by ten people who had never cooked it before.',
        'It tells what to do when there is no tarragon.',
        'A hundred and twenty dishes, none of which needs a shop in another town.',
        'It lies open by itself.',
        'The photographs show the food as it comes out of a real oven.',
      ],
      uses: ['beginners', 'people who cook after work', 'vegetarians and their guests', 'a kitchen shelf'],
    },
    {
      slug: 'childrens-books',
      name: "Children's Books",
      noun: "Children's Book",
      glyph: 'book',
      naming: 'by',
      priceMinor: [799, 3_900],
      brands: {
        'Pia Sommer': [
          'The Bear Who Counted Stars',
          'Bear and the Big Snow',
          'Bear Learns to Wait',
          'Goodnight, Bear',
        ],
        'Oskar Tamm': [
          'Captain Button',
          'Captain Button at Sea',
          'The Invisible Elephant',
          'A House for Fox',
        ],
        'Lena Abate': ['Why Is the Moon?', 'Why Is the Sea?', 'Why Is a Bee?', 'Why Is the Dark?'],
        'Finn Harper': [
          'Dragon Postman',
          'The Tree Detectives',
          'Detectives in the Snow',
          'The Cloud Machine',
        ],
      },
      versions: FORMATS,
      traits: [
        'It may be read aloud for the fortieth time without harm to the reader.',
        'There is something to find on every page.',
        'The corners are round and the paper is strong.',
        'It answers honestly what children ask honestly.',
        'The pictures were painted, not generated.',
      ],
      uses: ['bedtime', 'first readers', 'car journeys', 'grandparents'],
    },
  ],
};
