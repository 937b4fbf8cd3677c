package dev.ddbtool.violations.schema.rule;

import java.net.URI;

/** Knows the network, where only values are known. */
record AsksTheNetwork(URI address) {}
