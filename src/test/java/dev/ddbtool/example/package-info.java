/** The example of docs/integration-tests.md. */
@NullMarked
package dev.ddbtool.example;

import org.jspecify.annotations.NullMarked;
