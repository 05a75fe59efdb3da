import { sortMoves } from './sort-moves';

const move = (fromStatus: string | null, toStatus: string) => ({ fromStatus, toStatus });
const path = [move(null, 'pending'), move('pending', 'confirmed'), move('confirmed', 'shipped')] as const;

it('puts moves in the order of their path, in whatever order they were written down', () => {
  const [first, second, third] = path;
  for (const mixed of [
    [first, second, third],
    [third, second, first],
    [second, third, first],
  ]) {
    expect(sortMoves(mixed)).toEqual(path);
  }
});

it('loses none that belongs to no path', () => {
  const stray = move('lost', 'found');
  expect(sortMoves([stray, path[1], path[0]])).toEqual([path[0], path[1], stray]);
  expect(sortMoves([])).toEqual([]);
});
