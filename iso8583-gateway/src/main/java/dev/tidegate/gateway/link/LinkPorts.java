package dev.tidegate.gateway.link;

import java.util.concurrent.Executor;

/**
 * Whom a link needs beside the host.
 *
 * @param workers runs what may block: the calls of the other three, and looking up names
 */
public record LinkPorts(AcquirerLink.LinkEars ears, Quarantine quarantine, KeyExchange keys, Executor workers) {}
