/** One call to AWS: its turn, its time, its retries, and the translation of what it answers when it fails. */
@NullMarked
package dev.ddbtool.aws.call;

import org.jspecify.annotations.NullMarked;
