// Plain JavaScript, since worker threads load it as it is: from the sources in tests, from the build otherwise.
const { compareSync, hashSync } = require('bcryptjs');

module.exports = {
  /**
   * @param {{ password: string, cost: number }} task
   * @returns {string}
   */
  hash: ({ password, cost }) => hashSync(password, cost),

  /**
   * @param {{ password: string, hash: string }} task
   * @returns {boolean}
   */
  compare: ({ password, hash }) => compareSync(password, hash),
};
