/** DynamoDB Local as a process of its own, and the tour that runs against it. */
@NullMarked
package dev.ddbtool.local;

import org.jspecify.annotations.NullMarked;
