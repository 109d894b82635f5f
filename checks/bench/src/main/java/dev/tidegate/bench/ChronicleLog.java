package dev.tidegate.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.jspecify.annotations.Nullable;

/** Chronicle Queue as it comes, and a force of its file for each record. Used by one thread. */
final class ChronicleLog implements DurableLog {
    private final Path folder;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final Payload payload;
    private @Nullable FileChannel file;

    ChronicleLog(Path folder, Payload payload) {
        this.folder = folder;
        this.payload = payload;
        this.queue = SingleChronicleQueueBuilder.binary(folder).build();
        this.appender = queue.createAppender();
    }

    @Override
    public void append(long number) throws IOException {
        appender.writeBytes(Bytes.wrapForRead(payload.of(number)));
        if (file == null) {
            file = FileChannel.open(newest(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        file.force(false);
    }

    private Path newest() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.cq4")) {
            return files.iterator().next();
        }
    }

    @Override
    public void close() throws IOException {
        appender.close();
        queue.close();
        if (file != null) {
            file.close();
        }
    }
}
