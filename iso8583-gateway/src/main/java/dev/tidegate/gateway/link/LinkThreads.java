package dev.tidegate.gateway.link;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads of all links. Each link lives on one of them, and none of them ever waits for anything but bytes. */
public final class LinkThreads implements AutoCloseable {
    /** A thread carries many thousand messages a second; more acquirers share them. */
    public static final int THREADS_MAX = 3;

    private final EventLoopGroup group;

    /** @param links how many there will be */
    public LinkThreads(int links) {
        this.group = new MultiThreadIoEventLoopGroup(
                Math.clamp(links, 1, THREADS_MAX), new DefaultThreadFactory("link", true), NioIoHandler.newFactory());
    }

    EventLoop next() {
        return group.next();
    }

    /** Ends the threads; the links are closed before. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
