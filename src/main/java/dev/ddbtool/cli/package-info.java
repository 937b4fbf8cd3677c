/** What people type, and what they read. */
@NullMarked
package dev.ddbtool.cli;

import org.jspecify.annotations.NullMarked;
