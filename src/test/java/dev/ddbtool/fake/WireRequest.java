package dev.ddbtool.fake;

/**
 * The parts of an HTTP request that the fake uses.
 *
 * @param target the {@code X-Amz-Target} header, empty if there is none (query protocol)
 */
record WireRequest(String target, String body) {}
