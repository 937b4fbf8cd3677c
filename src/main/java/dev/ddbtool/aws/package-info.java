/** Values to and from DynamoDB: reading, carrying out plans, waiting, rates and retries. */
@NullMarked
package dev.ddbtool.aws;

import org.jspecify.annotations.NullMarked;
