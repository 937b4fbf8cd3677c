package dev.ddbtool.violations.schema.rule;

import java.net.URI;

/** Uses the network in a package of values. */
record AsksTheNetwork(URI address) {}
