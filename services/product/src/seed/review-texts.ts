/** What people say, by how many stars they give. `{noun}` becomes what the product is. */
export const reviewTexts: Readonly<
  Record<1 | 2 | 3 | 4 | 5, { readonly titles: readonly string[]; readonly bodies: readonly string[] }>
> = {
  5: {
    titles: ['Would buy again', 'Exactly right', 'Better than hoped', 'A joy every day', 'Worth every cent'],
    bodies: [
      'I have used this {noun} for three months now and have nothing to complain about, which is rare.',
      'Well made, well packed, and it does what it says. My sister ordered one the same evening.',
      'I compared for weeks. This {noun} was the right choice, and it looks better than in the pictures.',
      'It arrived two days early and has been in use ever since.',
    ],
  },
  4: {
    titles: ['Very good', 'Small flaws, big smile', 'Recommended', 'Nearly perfect'],
    bodies: [
      'A very good {noun}. One star less because the instructions assume that you know what you are doing.',
      'The quality is excellent; the colour is a little darker than shown.',
      'Does its job every day. I would have liked a slightly larger one.',
    ],
  },
  3: {
    titles: ['Does its job', 'All right for the price', 'Neither good nor bad'],
    bodies: [
      'It is what it is: a decent {noun} without surprises of either kind.',
      'Good idea, average finish. For the price that is fair.',
    ],
  },
  2: {
    titles: ['Expected more', 'Not for me'],
    bodies: [
      'The {noun} itself works, but details feel cheap and one part came loose in the first week.',
      'Smaller than I had thought. The description was right, I should have measured.',
    ],
  },
  1: {
    titles: ['Sent it back'],
    bodies: ['Mine was faulty. The return was easy and the money came quickly, so at least that.'],
  },
};
