import { describe, expect, it } from 'vitest';
import { readSender } from '../../../src/platforms/email/sender.ts';
import { readSmtpUrl } from '../../../src/platforms/email/smtp-url.ts';

describe('SMTP_URL', () => {
  it.each([
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, tls: 'required', login: undefined }],
    ['smtps://mail.example.org', { port: 465, tls: 'implicit' }],
    ['smtps://127.0.0.1:1465', { port: 1465, tls: 'implicit' }],
    ['smtp://MAIL.example.org:25/', { host: 'mail.example.org', port: 25, tls: 'required' }],
    ['smtp://mail.example.org?tls=off', { tls: 'off' }],
    ['smtp://localhost', { tls: 'offered' }],
    ['smtp://127.1.2.3', { tls: 'offered' }],
    ['smtp://[::1]:25', { host: '::1', tls: 'offered' }],
    ['smtp://localhost?tls=required', { tls: 'required' }],
    ['smtp://127.0.0.1.example.org', { tls: 'required' }],
    [
      'smtp://ada%40example.org:p%3A%2F%40%25@mail.example.org',
      { login: { user: 'ada@example.org', password: 'p:/@%' } },
    ],
    ['smtp://ada:100%@mail.example.org', { login: { user: 'ada', password: '100%' } }],
  ])('%s', (url, server) => {
    expect(readSmtpUrl(url)).toMatchObject(server);
  });

  it.each([
    '',
    'mail.example.org',
    'imap://mail.example.org',
    'smtp://',
    'smtp://h?tls=no',
    'smtp://h?pool=true',
    'smtps://h?tls=off',
  ])('%s is none', (url) => {
    expect(readSmtpUrl(url)).toHaveProperty('wrong');
  });
});

describe('MAIL_FROM', () => {
  it.each([
    ['bot@example.org', { name: 'lorewatch', address: 'bot@example.org', domain: 'example.org' }],
    ['<bot@example.org>', { name: 'lorewatch', address: 'bot@example.org' }],
    ['Rust news <bot@Example.org>', { name: 'Rust news', address: 'bot@example.org', domain: 'example.org' }],
    ['"News, daily" <bot@example.org>', { name: 'News, daily' }],
  ])('%s', (text, sender) => {
    expect(readSender(text)).toMatchObject(sender);
  });

  it.each([
    '',
    'bot',
    'a@example.org, b@example.org',
    'x <a@example.org> y',
    'x <a@b@c>',
    'a@example.org\r\nBcc: b@c.org',
  ])('%j is none', (text) => {
    expect(readSender(text)).toHaveProperty('wrong');
  });
});
