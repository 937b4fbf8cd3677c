/** DynamoDB Local as a separate process, and the tour that runs against it. */
@NullMarked
package dev.ddbtool.local;

import org.jspecify.annotations.NullMarked;
