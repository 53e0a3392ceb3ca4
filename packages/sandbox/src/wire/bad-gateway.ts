import type { ErrorReply } from './vendor-error.ts';

/** What a proxy before a vendor answers when the vendor is gone: HTML, whatever the client accepts. */
export function badGatewayPage(): ErrorReply {
  return {
    status: 502,
    body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>\r\n',
    headers: { 'content-type': 'text/html' },
  };
}
