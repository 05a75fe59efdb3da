import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CaughtMail } from './mail-catcher';
import { renderInbox, renderMail } from './mail-pages';

// Mail is foreign content: it runs nothing, loads nothing and sits in a frame of its own.
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
const MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * Answers a request to the inbox: `/` lists the mails, `/mails/{id}` shows one, `/mails/{id}/html` is its HTML part
 * alone, `/api/mails?to=` and `/api/mails/{id}` are the same as JSON, newest first.
 */
export function handleInboxRequest(
  request: IncomingMessage,
  response: ServerResponse,
  mails: CaughtMail[],
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    send(response, 405, 'text/plain', 'Only GET is served here.\n');
    return;
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  const to = url.searchParams.get('to')?.toLowerCase();
  const listed = to ? mails.filter((mail) => mail.to.some((address) => address.toLowerCase() === to)) : mails;
  const [, api, id, part] = /^(\/api)?\/mails(?:\/(\d+)(\/html)?)?$/.exec(url.pathname) ?? [];
  const mail = mails.find((candidate) => String(candidate.id) === id);
  if (url.pathname === '/') {
    send(response, 200, 'text/html', renderInbox(listed, to), PAGE_POLICY);
  } else if (url.pathname === '/api/mails') {
    send(response, 200, 'application/json', JSON.stringify(listed));
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
