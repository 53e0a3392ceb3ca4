/** Where models are described, and where a person settles what concerns the account. */
export const HUB = 'https://huggingface.co';

/** Where every call goes for which the caller names no place. */
export const ROUTER = 'https://router.huggingface.co';

/** Where a person makes a token and says what it may do. */
export const TOKEN_PAGE = `${HUB}/settings/tokens`;
