package dev.ddbtool.bench;

/** How a program reaches the fake. */
enum Protocol {
    HTTP,
    TLS
}
