package dev.ddbtool.fake;

/**
 * One HTTP request, as far as the fake looks at it.
 *
 * @param target the {@code X-Amz-Target} header, empty where there is none (the query protocol)
 */
record WireRequest(String target, String body) {}
