import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CaughtTexts } from './caught-texts';
import type { CaughtMail } from './mail-catcher';
import { renderInbox, renderMail } from './mail-pages';

// Mail is foreign content: it runs nothing, loads nothing and sits in a frame of its own.
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
const MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** What was caught. */
interface Caught {
  mails: CaughtMail[];
  texts: CaughtTexts;
}

/**
 * Answers a request to the inbox: `/` lists the mails and text messages, `/mails/{id}` shows a mail, `/mails/{id}/html` is
 * its HTML part alone, `/api/mails?to=` and `/api/mails/{id}` are the same as JSON, newest first, and so is
 * `/api/texts?to=`. `POST /api/texts` takes a text message.
 */
export async function handleInboxRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { mails, texts }: Caught,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST' && url.pathname === '/api/texts') {
    const taken = await texts.take(request).catch(() => false);
    send(response, taken ? 201 : 400, 'text/plain', taken ? 'Taken.\n' : 'That is no text message.\n');
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    send(response, 405, 'text/plain', 'Only GET is served here.\n');
  } else {
    show(response, url, { mails, texts });
  }
}

function show(response: ServerResponse, url: URL, { mails, texts }: Caught): void {
  const to = url.searchParams.get('to')?.toLowerCase();
  const isWanted = (address: string) => to === undefined || address.toLowerCase() === to;
  const listed = mails.filter((mail) => mail.to.some(isWanted));
  const listedTexts = texts.texts.filter((text) => isWanted(text.to));
  const [, api, id, part] = /^(\/api)?\/mails(?:\/(\d+)(\/html)?)?$/.exec(url.pathname) ?? [];
  const mail = mails.find((candidate) => String(candidate.id) === id);
  if (url.pathname === '/') {
    send(response, 200, 'text/html', renderInbox(listed, listedTexts, to), PAGE_POLICY);
  } else if (url.pathname === '/api/mails') {
    send(response, 200, 'application/json', JSON.stringify(listed));
  } else if (url.pathname === '/api/texts') {
    send(response, 200, 'application/json', JSON.stringify(listedTexts));
  } else if (!mail) {
    send(response, 404, 'text/plain', 'There is no such mail.\n');
  } else if (api) {
    send(response, 200, 'application/json', JSON.stringify(mail));
  } else if (part) {
    send(response, 200, 'text/html', mail.html, MAIL_POLICY);
  } else {
    send(response, 200, 'text/html', renderMail(mail), PAGE_POLICY);
  }
}

function send(response: ServerResponse, status: number, type: string, body: string, policy?: string): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(policy ? { 'content-security-policy': policy } : {}),
  });
  response.end(body);
}
