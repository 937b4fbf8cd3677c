package dev.ddbtool.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The heading under which help lists the options of a class. (picocli's own headings need an argument
 * group, but a group starts again when one of its options is repeated, and forgets the options before it.)
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OptionHeading {

    String value();
}
