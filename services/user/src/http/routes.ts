import { addMyAddressRoute } from './add-my-address';
import { changeMyAddressRoute } from './change-my-address';
import { changeMyProfileRoute } from './change-my-profile';
import { getContactRoute } from './get-contact';
import { getMyAddressRoute } from './get-my-address';
import { getMyPreferencesRoute } from './get-my-preferences';
import { getMyProfileRoute } from './get-my-profile';
import { getUserRoute } from './get-user';
import { listMyAddressesRoute } from './list-my-addresses';
import { listUsersRoute } from './list-users';
import { removeMyAddressRoute } from './remove-my-address';
import { replaceMyPreferencesRoute } from './replace-my-preferences';
import { saveRegisteredProfileRoute } from './save-registered-profile';

/** All that can be asked of the user service. `/users/me` goes before `/users/{userId}`. */
export const routes = [
  getMyProfileRoute,
  changeMyProfileRoute,
  getMyPreferencesRoute,
  replaceMyPreferencesRoute,
  listMyAddressesRoute,
  addMyAddressRoute,
  getMyAddressRoute,
  changeMyAddressRoute,
  removeMyAddressRoute,
  listUsersRoute,
  getUserRoute,
  saveRegisteredProfileRoute,
  getContactRoute,
];
