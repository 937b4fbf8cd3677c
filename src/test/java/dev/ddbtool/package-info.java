/** What holds for the whole house. */
@NullMarked
package dev.ddbtool;

import org.jspecify.annotations.NullMarked;
