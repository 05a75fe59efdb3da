/* global window, document, fetch, FormData, localStorage, SwaggerUIBundle */

// The name of the security scheme in the document.
const SCHEME = 'accessToken';
const WHO_KEY = 'sidecart-docs-email';

const form = document.getElementById('sign-in');
const signedIn = document.getElementById('signed-in');
const who = document.getElementById('who');
const message = document.getElementById('message');

const ui = SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.getElementById('reference'),
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  filter: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  // The default asks a server on the internet for its opinion of the document.
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  onComplete: show,
});

/** Whether an access token is past its end; nobody should wonder about a 401 for a token of yesterday. */
function hasExpired(token) {
  const claims = JSON.parse(window.atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  return claims.exp * 1_000 < Date.now();
}

/** Shows who is signed in. The token itself is kept by Swagger UI, so that it survives a reload. */
function show() {
  const token = ui.authSelectors.authorized().getIn([SCHEME, 'value']);
  if (token && hasExpired(token)) ui.authActions.logoutWithPersistOption([SCHEME]);
  const isAuthorized = Boolean(ui.authSelectors.authorized().get(SCHEME));
  form.hidden = isAuthorized;
  signedIn.hidden = !isAuthorized;
  who.textContent = localStorage.getItem(WHO_KEY) ?? 'Signed in';
}

async function signIn(email, password) {
  const response = await fetch('/api/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? 'Signing in did not work.');
  // Unlike preauthorizeApiKey, this is kept over a reload.
  ui.authActions.authorizeWithPersistOption({
    [SCHEME]: { name: SCHEME, value: answer.accessToken, schema: { type: 'http', scheme: 'bearer' } },
  });
  localStorage.setItem(WHO_KEY, email);
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const fields = new FormData(form);
  message.textContent = '';
  try {
    await signIn(fields.get('email'), fields.get('password'));
    form.reset();
    show();
  } catch (error) {
    message.textContent = error.message;
  }
});

document.getElementById('sign-out').addEventListener('click', () => {
  ui.authActions.logoutWithPersistOption([SCHEME]);
  localStorage.removeItem(WHO_KEY);
  show();
});

window.ui = ui;
