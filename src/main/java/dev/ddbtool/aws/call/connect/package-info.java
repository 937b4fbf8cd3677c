/** Opening a connection: Region, profile, endpoint and credentials, and the HTTP client that calls go through. */
@NullMarked
package dev.ddbtool.aws.call.connect;

import org.jspecify.annotations.NullMarked;
