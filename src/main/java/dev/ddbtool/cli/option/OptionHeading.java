package dev.ddbtool.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The heading in help of the options of a class. (Headings of picocli require an argument group, but a group discards its
 * earlier options if one of them is repeated.)
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OptionHeading {

    String value();
}
