/** The client hung up: there is nobody left to answer, and nothing is wrong behind the gateway. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';

  constructor() {
    super('The client hung up.');
  }
}
