/**
 * A network that can be broken: TCP proxies with names, each of which can be made to refuse, swallow, reset, delay or
 * cut what goes through it. The processes on its two sides know nothing of it.
 *
 * <p>A {@code Link} listens for clients and has a {@code Pair} of channels for each; each pair has two {@code Flow}s,
 * one per direction. All of it runs on one event loop, so nothing in it is locked. The control API blocks on that loop.
 */
@NullMarked
package dev.tidegate.simulator.network;

import org.jspecify.annotations.NullMarked;
