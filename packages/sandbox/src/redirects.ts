const mostRedirects = 20;

/**
 * Follows redirects the way `fetch` does for requests without a body, which are the only ones that the sandbox
 * redirects, and never to another host.
 * @throws TypeError when the request forbids redirects, or when they do not end.
 */
export async function followRedirects(
  answer: (request: Request) => Response | Promise<Response>,
  request: Request,
): Promise<Response> {
  let current = request;
  for (let count = 0; count <= mostRedirects; count += 1) {
    const response = await answer(current);
    const location = response.status === 307 ? response.headers.get('location') : null;
    if (location === null || request.redirect === 'manual') return response;
    if (request.redirect === 'error') throw new TypeError('the sandbox redirects, which the request forbids');
    await response.body?.cancel();
    current = new Request(new URL(location, current.url), current);
  }
  throw new TypeError('the sandbox redirects in circles');
}
